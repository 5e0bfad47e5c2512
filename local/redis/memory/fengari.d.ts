/** The part of fengari, a Lua 5.3 machine in JavaScript, that the script engine calls. Lua strings are bytes. */
declare module 'fengari' {
  type LuaState = { readonly __lua: unique symbol };
  type LuaFunction = (state: LuaState) => number;

  const lua: {
    readonly LUA_OK: 0;
    readonly LUA_REGISTRYINDEX: number;
    readonly LUA_TNIL: number;
    readonly LUA_TBOOLEAN: number;
    readonly LUA_TNUMBER: number;
    readonly LUA_TSTRING: number;
    readonly LUA_TTABLE: number;
    lua_absindex(state: LuaState, index: number): number;
    lua_error(state: LuaState): number;
    lua_getfield(state: LuaState, index: number, key: Uint8Array): number;
    lua_getglobal(state: LuaState, key: Uint8Array): number;
    lua_gettop(state: LuaState): number;
    lua_isinteger(state: LuaState, index: number): boolean;
    lua_newtable(state: LuaState): void;
    lua_pcall(state: LuaState, args: number, results: number, handler: number): number;
    lua_pop(state: LuaState, count: number): void;
    lua_pushboolean(state: LuaState, value: boolean): void;
    lua_pushinteger(state: LuaState, value: number): void;
    lua_pushjsfunction(state: LuaState, run: LuaFunction): void;
    lua_pushnil(state: LuaState): void;
    lua_pushnumber(state: LuaState, value: number): void;
    lua_pushstring(state: LuaState, value: Uint8Array): void;
    lua_rawgeti(state: LuaState, index: number, position: number): number;
    lua_rawseti(state: LuaState, index: number, position: number): void;
    lua_setfield(state: LuaState, index: number, key: Uint8Array): void;
    lua_setglobal(state: LuaState, key: Uint8Array): void;
    lua_settop(state: LuaState, index: number): void;
    lua_toboolean(state: LuaState, index: number): boolean;
    lua_tonumber(state: LuaState, index: number): number;
    lua_tostring(state: LuaState, index: number): Uint8Array | null;
    lua_type(state: LuaState, index: number): number;
  };
  const lauxlib: {
    luaL_loadbuffer(state: LuaState, chunk: Uint8Array, size: number, name: Uint8Array): number;
    luaL_newstate(): LuaState;
    luaL_ref(state: LuaState, table: number): number;
    luaL_requiref(state: LuaState, name: Uint8Array, open: LuaFunction, isGlobal: boolean): void;
  };
  const lualib: {
    readonly luaopen_base: LuaFunction;
    readonly luaopen_math: LuaFunction;
    readonly luaopen_string: LuaFunction;
    readonly luaopen_table: LuaFunction;
  };
  const fengari: { lua: typeof lua; lauxlib: typeof lauxlib; lualib: typeof lualib };
  export default fengari;
  export type { LuaFunction, LuaState };
}
