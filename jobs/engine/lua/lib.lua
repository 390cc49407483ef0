-- Shared by every script: the job record, Redis's clock, and commands for many values.
--
-- A record (kJobs: id -> record) is one string that holds all of a job: a head of fixed width,
-- big-endian, then six texts one after the other, whose lengths the head knows. Scripts that move
-- many jobs change the head in place; the others read a record into a table and write it back.
-- records.py reads and makes the same form.
local VERSION = 1
local HEAD, HEAD_SIZE = '>Bc1I8I8I8I8HI4I4BHHBBI8I8HHHBI4', 78
-- Places in the table, in the order of the head; the lengths are found anew when it is written.
local STATE, TOKEN, CLAIMED, STARTED, FINISHED = 2, 3, 4, 5, 6
local WORKER, MESSAGE, OUTCOME, TENANT, COALESCE, ACTOR = 7, 8, 9, 10, 11, 12
local PRIORITY, NOTIFY, CREATED, DUE = 13, 14, 15, 16
local FAILURES, MAX_ATTEMPTS, CRASHES, CANCEL, TIMEOUT = 17, 18, 19, 20, 21
-- CANCEL, 1: the run is to be told to end.
-- What is changed in place: from here to there in a record.
local AT_WORKER_SIZE, AT_MESSAGE_SIZE, AT_TENANT_SIZE = 35, 37, 45
local AT_CREATED, AFTER_DUE = 52, 68

local pack = cmsgpack.pack
local to_binary, from_binary = struct.pack, struct.unpack
local sub, byte = string.sub, string.byte

-- Milliseconds of the server's clock; no client's clock is ever read.
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
-- A score that many members get is written out once: Redis prints each number anew.
local function score(number)
  return string.format('%.0f', number)
end

local STATES = {w = true, d = true, a = true, c = true, f = true}
local KNOWN_PRIORITIES = {[1] = true, [2] = true, [5] = true, [10] = true}

-- How long a record's texts are; nothing where it is damaged: whatever somebody writes there by
-- hand, no script fails over it.
local function sizes(raw)
  if #raw < HEAD_SIZE or byte(raw) ~= VERSION then return nil end
  local worker, message, outcome, tenant, coalesce, actor = from_binary('>HI4I4BHH', raw, AT_WORKER_SIZE)
  if HEAD_SIZE + worker + message + outcome + tenant + coalesce + actor ~= #raw then return nil end
  return worker, message, outcome, tenant, coalesce, actor
end

-- The order of the texts: tenant, coalescing key, actor, message, outcome, worker.
local function decode(raw)
  if not raw then return nil, false end
  local worker, message, outcome, tenant, coalesce, actor = sizes(raw)
  if not worker then return nil, true end -- present, but damaged
  local record = {from_binary(HEAD, raw)}
  local at = HEAD_SIZE + 1
  local function text(size)
    at = at + size
    return sub(raw, at - size, at - 1)
  end
  record[TENANT], record[COALESCE], record[ACTOR] = text(tenant), text(coalesce), text(actor)
  record[MESSAGE], record[OUTCOME], record[WORKER] = text(message), text(outcome), text(worker)
  if not STATES[record[STATE]] or not KNOWN_PRIORITIES[record[PRIORITY]] then return nil, true end
  return record, true
end

local function encode(r)
  return to_binary(HEAD,
    VERSION, r[STATE], r[TOKEN], r[CLAIMED], r[STARTED], r[FINISHED],
    #r[WORKER], #r[MESSAGE], #r[OUTCOME], #r[TENANT], #r[COALESCE], #r[ACTOR],
    r[PRIORITY], r[NOTIFY], r[CREATED], r[DUE],
    r[FAILURES], r[MAX_ATTEMPTS], r[CRASHES], r[CANCEL], r[TIMEOUT]
  ) .. r[TENANT] .. r[COALESCE] .. r[ACTOR] .. r[MESSAGE] .. r[OUTCOME] .. r[WORKER]
end

-- For those who only look: messages can be large. What is damaged is given as it is.
local function without_message(raw)
  local worker, message, outcome, tenant, coalesce, actor
  if raw then worker, message, outcome, tenant, coalesce, actor = sizes(raw) end
  if not worker or message == 0 then return raw end
  local from = HEAD_SIZE + tenant + coalesce + actor
  return sub(raw, 1, AT_MESSAGE_SIZE - 1) .. to_binary('>I4', 0)
    .. sub(raw, AT_MESSAGE_SIZE + 4, from) .. sub(raw, from + message + 1)
end

-- A packed list of ids; empty where there is none, or none that can be read.
local function listed(raw)
  if not raw then return {} end
  local ok, values = pcall(cmsgpack.unpack, raw)
  if not ok or type(values) ~= 'table' then return {} end
  for _, value in ipairs(values) do
    if type(value) ~= 'string' then return {} end
  end
  return values
end

local function read(id)
  return decode(redis.call('HGET', kJobs, id))
end

-- Returns what was written.
local function write(id, record)
  local raw = encode(record)
  redis.call('HSET', kJobs, id, raw)
  return raw
end

-- One command for many values costs a fraction of many commands: here, in the append-only file
-- and on replicas. A piece is even, for pairs, and fits Lua's stack.
local PIECE = 1000
local function each_piece(command, key, values)
  for from = 1, #values, PIECE do
    redis.call(command, key, unpack(values, from, math.min(from + PIECE - 1, #values)))
  end
end

local function read_many(key, ids)
  local found = {}
  for from = 1, #ids, PIECE do
    local piece = redis.call('HMGET', key, unpack(ids, from, math.min(from + PIECE - 1, #ids)))
    for i = 1, #piece do found[from + i - 1] = piece[i] end
  end
  return found
end
