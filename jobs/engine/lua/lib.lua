-- Shared by every script: the job record, the waiting order and the statistics.
--
-- A record is a msgpack array (kJobs: id -> record). Its places, also in records.py:
local STATE, PRIORITY, TENANT, CREATED, DUE = 1, 2, 3, 4, 5
local FAILURES, MAX_ATTEMPTS, CRASHES, TOKEN, WORKER = 6, 7, 8, 9, 10
local CLAIMED, STARTED, FINISHED, TIMEOUT, COALESCE = 11, 12, 13, 14, 15
local NOTIFY, ACTOR = 16, 17
local CANCEL = 18 -- 1: the run is to be told to end; absent in most records

local pack, unpack_record = cmsgpack.pack, cmsgpack.unpack

-- Milliseconds of the server's clock; no client's clock is ever read.
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)

local STATES = {w = true, d = true, a = true, c = true, f = true}
local KNOWN_PRIORITIES = {[1] = true, [2] = true, [5] = true, [10] = true}

-- A value that somebody changed by hand must fail its job and not the script: what is no longer of
-- its type raises here, or is not equal to itself any more.
local function intact(raw)
  local r = unpack_record(raw)
  local sum = r[CREATED] + r[DUE] + r[FAILURES] + r[MAX_ATTEMPTS] + r[CRASHES] + r[TOKEN]
    + r[CLAIMED] + r[STARTED] + r[FINISHED] + r[TIMEOUT] + r[NOTIFY]
  if STATES[r[STATE]] and KNOWN_PRIORITIES[r[PRIORITY]]
    and r[TENANT] .. '' == r[TENANT] and r[WORKER] .. '' == r[WORKER]
    and r[COALESCE] .. '' == r[COALESCE] and r[ACTOR] .. '' == r[ACTOR]
    and r[CREATED] + 0 == r[CREATED] and r[DUE] + 0 == r[DUE]
    and r[FAILURES] + 0 == r[FAILURES] and r[MAX_ATTEMPTS] + 0 == r[MAX_ATTEMPTS]
    and r[CRASHES] + 0 == r[CRASHES] and r[TOKEN] + 0 == r[TOKEN]
    and r[CLAIMED] + 0 == r[CLAIMED] and r[STARTED] + 0 == r[STARTED]
    and r[FINISHED] + 0 == r[FINISHED] and r[TIMEOUT] + 0 == r[TIMEOUT]
    and r[NOTIFY] + 0 == r[NOTIFY]
    and sum % 1 == 0 and sum < 9007199254740992 then return r end
end

local function decode(raw)
  if not raw then return nil, false end
  local ok, record = pcall(intact, raw)
  if ok and record then return record, true end
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
