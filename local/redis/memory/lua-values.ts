import fengari, { type LuaState } from 'fengari';
import { type ByteString, type Reply, ReplyError, Status } from '../reply';
import { formatDouble } from './arguments';

const { lua } = fengari;

/**
 * Integers above this go to Lua as doubles: the machine's own integers have 32 bits and would wrap in a product,
 * where Redis' Lua counts in doubles throughout.
 */
const MAX_LUA_INTEGER = 2 ** 15;

/** Bytes for the Lua machine. */
export function luaBytes(text: ByteString): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

function stringAt(state: LuaState, index: number): ByteString {
  return Buffer.from(lua.lua_tostring(state, index) ?? []).toString('latin1');
}

/** Pushes a number the way Redis' scripts see it. */
export function pushNumber(state: LuaState, value: number): void {
  if (Number.isInteger(value) && Math.abs(value) < MAX_LUA_INTEGER) lua.lua_pushinteger(state, value);
  else lua.lua_pushnumber(state, value);
}

/** Pushes an array of byte strings as a Lua table. */
export function pushStrings(state: LuaState, items: readonly ByteString[]): void {
  lua.lua_newtable(state);
  items.forEach((item, index) => {
    lua.lua_pushstring(state, luaBytes(item));
    lua.lua_rawseti(state, -2, index + 1);
  });
}

/** Pushes a one-field table, the shape of statuses (`ok`) and errors (`err`) inside a script. */
export function pushTagged(state: LuaState, field: 'ok' | 'err', text: ByteString): void {
  lua.lua_newtable(state);
  lua.lua_pushstring(state, luaBytes(text));
  lua.lua_setfield(state, -2, luaBytes(field));
}

/** Pushes a command's reply: null becomes false, a status `{ok=…}`, an error `{err=…}`. */
export function pushReply(state: LuaState, reply: Reply): void {
  if (reply === null) lua.lua_pushboolean(state, false);
  else if (typeof reply === 'number') pushNumber(state, reply);
  else if (typeof reply === 'string') lua.lua_pushstring(state, luaBytes(reply));
  else if (reply instanceof Status) pushTagged(state, 'ok', reply.text);
  else if (reply instanceof ReplyError) pushTagged(state, 'err', reply.message);
  else {
    lua.lua_newtable(state);
    reply.forEach((item, index) => {
      pushReply(state, item);
      lua.lua_rawseti(state, -2, index + 1);
    });
  }
}

/** An argument of `redis.call` as bytes, null when it is neither a string nor a number. */
export function readArgument(state: LuaState, index: number): ByteString | null {
  const type = lua.lua_type(state, index);
  if (type === lua.LUA_TNUMBER) return formatDouble(lua.lua_tonumber(state, index));
  return type === lua.LUA_TSTRING ? stringAt(state, index) : null;
}

/** The text under a field of the table at `index`, null when absent. */
export function readField(state: LuaState, index: number, field: string): ByteString | null {
  lua.lua_getfield(state, index, luaBytes(field));
  const text = lua.lua_type(state, -1) === lua.LUA_TSTRING ? stringAt(state, -1) : null;
  lua.lua_pop(state, 1);
  return text;
}

function readTable(state: LuaState, index: number): Reply {
  const table = lua.lua_absindex(state, index);
  const error = readField(state, table, 'err');
  if (error !== null) return new ReplyError(error);
  const status = readField(state, table, 'ok');
  if (status !== null) return new Status(status);
  const items: Reply[] = [];
  for (let position = 1; ; position += 1) {
    const type = lua.lua_rawgeti(state, table, position);
    // Redis ends an array at its first nil.
    if (type !== lua.LUA_TNIL) items.push(readReply(state, -1));
    lua.lua_pop(state, 1);
    if (type === lua.LUA_TNIL) return items;
  }
}

/** The value at `index` as a reply: numbers lose their fraction, true is 1, false and nil are null. */
export function readReply(state: LuaState, index: number): Reply {
  const type = lua.lua_type(state, index);
  if (type === lua.LUA_TNUMBER) return Math.trunc(lua.lua_tonumber(state, index));
  if (type === lua.LUA_TSTRING) return stringAt(state, index);
  if (type === lua.LUA_TBOOLEAN) return lua.lua_toboolean(state, index) ? 1 : null;
  return type === lua.LUA_TTABLE ? readTable(state, index) : null;
}
