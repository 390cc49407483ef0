-- Shared by every script: the job record, the waiting order and the statistics.
--
-- A record is a msgpack array (kJobs: id -> record). Its places, also in records.py:
local STATE, PRIORITY, TENANT, CREATED, DUE = 1, 2, 3, 4, 5
local FAILURES, MAX_ATTEMPTS, CRASHES, TOKEN, WORKER = 6, 7, 8, 9, 10
local CLAIMED, STARTED, FINISHED, TIMEOUT, COALESCE = 11, 12, 13, 14, 15
local NOTIFY, ACTOR = 16, 17

local pack, unpack_record = cmsgpack.pack, cmsgpack.unpack

-- Milliseconds of the server's clock; no client's clock is ever read.
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)

local function decode(raw)
  if not raw then return nil, false end
  local ok, record = pcall(unpack_record, raw)
  if ok and type(record) == 'table' and #record >= ACTOR then return record, true end
  return nil, true -- present, but damaged
end

local function read(id)
  return decode(redis.call('HGET', kJobs, id))
end

local function write(id, record)
  redis.call('HSET', kJobs, id, pack(record))
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
