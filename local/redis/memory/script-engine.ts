import { createHash } from 'node:crypto';
import fengari, { type LuaFunction, type LuaState } from 'fengari';
import { type ByteString, type Reply, ReplyError } from '../reply';
import {
  luaBytes,
  pushNumber,
  pushReply,
  pushStrings,
  pushTagged,
  readArgument,
  readField,
  readReply,
} from './lua-values';

const { lua, lauxlib, lualib } = fengari;

/** Runs a command on behalf of a script; errors are returned, not thrown. */
export type CallCommand = (command: readonly ByteString[]) => Reply;

/** The SHA-1 by which EVALSHA names a script. */
function scriptSha(source: ByteString): string {
  return createHash('sha1').update(Buffer.from(source, 'latin1')).digest('hex');
}

/**
 * Runs Redis' Lua scripts atomically, each compiled once. Scripts see `KEYS`, `ARGV`, `redis.call`, `redis.pcall` and
 * the base, string, table and math libraries; no files, no operating system, no new globals.
 */
export class ScriptEngine {
  readonly #state: LuaState = lauxlib.luaL_newstate();
  readonly #compiled = new Map<string, number>();

  constructor(readonly call: CallCommand) {
    this.#openLibraries();
    this.#defineRedis();
    this.#runTrusted(PRELUDE);
  }

  /** Compiles a script and answers its SHA-1. @throws ReplyError when it does not compile */
  load(source: ByteString): string {
    const sha = scriptSha(source);
    if (this.#compiled.has(sha)) return sha;
    // The machine would read the `#!lua flags=…` line as code; blanking it keeps line numbers right.
    const chunk = luaBytes(source.replace(/^#!lua[^\n]*/, ''));
    const status = lauxlib.luaL_loadbuffer(this.#state, chunk, chunk.length, luaBytes('@user_script'));
    if (status !== lua.LUA_OK) {
      throw new ReplyError(`ERR Error compiling script (new function): ${this.#popError()}`);
    }
    this.#compiled.set(sha, lauxlib.luaL_ref(this.#state, lua.LUA_REGISTRYINDEX));
    return sha;
  }

  has(sha: string): boolean {
    return this.#compiled.has(sha.toLowerCase());
  }

  flush(): void {
    this.#compiled.clear();
  }

  /** @throws ReplyError NOSCRIPT when the script is unknown, or whatever the script raised */
  run(sha: string, keys: readonly ByteString[], args: readonly ByteString[]): Reply {
    const reference = this.#compiled.get(sha.toLowerCase());
    if (reference === undefined) throw new ReplyError('NOSCRIPT No matching script. Please use EVAL.');
    const state = this.#state;
    lua.lua_settop(state, 0);
    this.#setGlobal('KEYS', () => pushStrings(state, keys));
    this.#setGlobal('ARGV', () => pushStrings(state, args));
    lua.lua_rawgeti(state, lua.LUA_REGISTRYINDEX, reference);
    const status = lua.lua_pcall(state, 0, 1, 0);
    if (status !== lua.LUA_OK) {
      throw new ReplyError(`${this.#popError()} script: ${sha.toLowerCase()}, on @user_script.`);
    }
    const reply = readReply(state, -1);
    lua.lua_settop(state, 0);
    return reply;
  }

  #setGlobal(name: string, push: () => void): void {
    lua.lua_getglobal(this.#state, luaBytes('rawset'));
    lua.lua_getglobal(this.#state, luaBytes('_G'));
    lua.lua_pushstring(this.#state, luaBytes(name));
    push();
    lua.lua_pcall(this.#state, 3, 0, 0);
  }

  #popError(): ByteString {
    const state = this.#state;
    const text =
      lua.lua_type(state, -1) === lua.LUA_TTABLE ? readField(state, -1, 'err') : readArgument(state, -1);
    lua.lua_settop(state, 0);
    const message = text ?? 'unknown error';
    return /^[A-Z]+ /.test(message) ? message : `ERR ${message}`;
  }

  #openLibraries(): void {
    const libraries = [
      ['_G', lualib.luaopen_base],
      ['string', lualib.luaopen_string],
      ['table', lualib.luaopen_table],
      ['math', lualib.luaopen_math],
    ] as const;
    for (const [name, open] of libraries) {
      lauxlib.luaL_requiref(this.#state, luaBytes(name), open, true);
      lua.lua_pop(this.#state, 1);
    }
  }

  #defineRedis(): void {
    const state = this.#state;
    const functions: Readonly<Record<string, LuaFunction>> = {
      call: (current) => this.#callFromScript(current, true),
      pcall: (current) => this.#callFromScript(current, false),
      sha1hex: (current) => {
        lua.lua_pushstring(current, luaBytes(scriptSha(readArgument(current, 1) ?? '')));
        return 1;
      },
      error_reply: (current) => {
        pushTagged(current, 'err', readArgument(current, 1) ?? '');
        return 1;
      },
      status_reply: (current) => {
        pushTagged(current, 'ok', readArgument(current, 1) ?? '');
        return 1;
      },
    };
    lua.lua_newtable(state);
    for (const [name, run] of Object.entries(functions)) {
      lua.lua_pushjsfunction(state, run);
      lua.lua_setfield(state, -2, luaBytes(name));
    }
    lua.lua_setglobal(state, luaBytes('redis'));
    lua.lua_pushjsfunction(state, convertToNumber);
    lua.lua_setglobal(state, luaBytes('__number'));
  }

  #callFromScript(state: LuaState, raises: boolean): number {
    const count = lua.lua_gettop(state);
    const command: ByteString[] = [];
    for (let index = 1; index <= count; index += 1) {
      const text = readArgument(state, index);
      if (text === null) {
        pushTagged(state, 'err', 'ERR Lua redis lib command arguments must be strings or integers');
        return raises ? lua.lua_error(state) : 1;
      }
      command.push(text);
    }
    const reply = this.call(command);
    pushReply(state, reply);
    return raises && reply instanceof ReplyError ? lua.lua_error(state) : 1;
  }

  #runTrusted(source: string): void {
    const chunk = luaBytes(source);
    const isLoaded =
      lauxlib.luaL_loadbuffer(this.#state, chunk, chunk.length, luaBytes('=prelude')) === lua.LUA_OK;
    if (!isLoaded || lua.lua_pcall(this.#state, 0, 0, 0) !== lua.LUA_OK) {
      throw new Error(`Lua prelude failed: ${this.#popError()}`);
    }
  }
}

/** `tonumber(x)` for decimal text, with numbers pushed as Redis' Lua would hold them. */
function convertToNumber(state: LuaState): number {
  const text = readArgument(state, 1)?.trim() ?? '';
  const value = text === '' ? Number.NaN : Number(text);
  if (Number.isNaN(value)) lua.lua_pushnil(state);
  else pushNumber(state, value);
  return 1;
}

/** Makes Lua 5.3 look like the 5.1 of Redis and keeps scripts from leaving anything behind. */
const PRELUDE = `
local number, native = __number, { tonumber = tonumber, tostring = tostring, type = type, format = string.format }
__number = nil
unpack = table.unpack
table.getn = function(t) return #t end
math.pow = function(x, y) return x ^ y end
tonumber = function(value, base)
  if base ~= nil and base ~= 10 then return native.tonumber(value, base) end
  local kind = native.type(value)
  if kind ~= 'string' and kind ~= 'number' then return nil end
  return number(value)
end
tostring = function(value)
  if native.type(value) == 'number' and value == math.floor(value) and value > -1e15 and value < 1e15 then
    return native.format('%.0f', value)
  end
  return native.tostring(value)
end
dofile, loadfile, load, collectgarbage, print, require = nil, nil, nil, nil, nil, nil
redis.REPL_ALL, redis.LOG_DEBUG, redis.LOG_VERBOSE, redis.LOG_NOTICE, redis.LOG_WARNING = 3, 0, 1, 2, 3
redis.replicate_commands = function() return true end
redis.set_repl = function() end
redis.log = function() end
setmetatable(_G, {
  __newindex = function(_, name) error("Attempt to modify a readonly table script: " .. tostring(name), 2) end,
  __index = function(_, name) error("Script attempted to access nonexistent global variable '" .. tostring(name) .. "'", 2) end,
})
setmetatable = nil
`;
