-- Ending a run: retention, statistics, events and coalescing, shared by finish, recover and claim.
local settled_events = {}

-- Statistics (kMinutes): a ring of 64 minutes, each a row of 198 unsigned numbers of 32 bits: which
-- minute it is, how many ended and how, and two histograms of 96 buckets of a quarter each (bucket b
-- holds times up to 1.25^b - 1 ms). What a call notes is written by one command. minutes.py reads it.
local ROW = 198
local COMPLETED, FAILED, DECLINED, RETRIED, CRASHED, WAITS, RUNS = 1, 2, 3, 4, 5, 6, 102
local LAST_BUCKET = 95
local LOG_STEP = math.log(1.25)
local noted = {}
local function note(place, many)
  noted[place] = (noted[place] or 0) + many
end

local buckets = {}
local function observe(histogram, milliseconds)
  local bucket = buckets[milliseconds]
  if not bucket then
    bucket = math.min(math.ceil(math.log(math.max(milliseconds, 0) + 1) / LOG_STEP), LAST_BUCKET)
    buckets[milliseconds] = bucket
  end
  note(histogram + bucket, 1)
end

local function flush_stats()
  if not next(noted) then return end
  local number = math.floor(now / 60000)
  local row = number % 64 * ROW
  if redis.call('BITFIELD', kMinutes, 'GET', 'u32', '#' .. row)[1] ~= number then
    redis.call('SETRANGE', kMinutes, row * 4, to_binary('>I4', number) .. string.rep('\0', ROW * 4 - 4))
  end
  local steps = {}
  for place, many in pairs(noted) do
    local at = #steps
    steps[at + 1], steps[at + 2], steps[at + 3], steps[at + 4] = 'INCRBY', 'u32', '#' .. row + place, many
  end
  redis.call('BITFIELD', kMinutes, unpack(steps))
end

-- Forgets jobs entirely: record, progress, and every id that stood for them.
local function forget(ids)
  if #ids == 0 then return end
  each_piece('HDEL', kJobs, ids)
  if redis.call('EXISTS', kProgress) == 1 then each_piece('HDEL', kProgress, ids) end
  if redis.call('EXISTS', kAskers) == 1 then
    local askers = read_many(kAskers, ids)
    for n = 1, #ids do
      if askers[n] then
        each_piece('HDEL', kAliases, listed(askers[n]))
        redis.call('HDEL', kAskers, ids[n])
      end
    end
  end
  redis.call('HINCRBY', kMeta, 'removed', #ids)
end

-- Bounded work per call, a little more than one call can add, so that trimming keeps up.
local function trim(key, age_ms, keep, most)
  local old = redis.call('ZRANGEBYSCORE', key, '-inf', now - age_ms, 'LIMIT', 0, most)
  each_piece('ZREM', key, old)
  local over = math.min(redis.call('ZCARD', key) - keep, most - #old)
  if over > 0 then
    local popped = redis.call('ZPOPMIN', key, over)
    for i = 1, #popped, 2 do old[#old + 1] = popped[i] end
  end
  forget(old)
end

local function release_tenant(tenant)
  if tenant == '' then return end
  if redis.call('HINCRBY', kInflight, tenant, -1) <= 0 then
    redis.call('HDEL', kInflight, tenant)
  end
  if redis.call('EXISTS', kParked) == 0 then return end
  -- One of this tenant's parked jobs may go back to where it stood.
  local prefix = tenant .. '\0'
  local parked = redis.call('ZRANGEBYLEX', kParked, '[' .. prefix, '(' .. tenant .. '\1', 'LIMIT', 0, 1)[1]
  if parked then
    redis.call('ZREM', kParked, parked)
    local rest = string.sub(parked, #prefix + 1)
    local priority, score, id = string.match(rest, '^(%d+):(%d+):(.*)$')
    redis.call('ZADD', WAITING[tonumber(priority)], tonumber(score), id)
    wake()
  end
end

-- kAskers: id -> who joined it. LEFT at their head says that the job's own asker waits no more.
local LEFT = ''

local function announce(id)
  local raw = redis.call('HGET', kAskers, id)
  local askers = listed(raw)
  if askers[1] ~= LEFT then settled_events[#settled_events + 1] = id end
  for _, asker in ipairs(askers) do
    if asker ~= LEFT then
      settled_events[#settled_events + 1] = asker
    end
  end
end

-- The next job with this coalescing key is one of its own.
local function release_key(id, coalesce)
  if coalesce ~= '' and redis.call('HGET', kCoalesce, coalesce) == id then
    redis.call('HDEL', kCoalesce, coalesce)
  end
end

local function flush_events(channel)
  if #settled_events > 0 then
    redis.call('PUBLISH', channel, cmsgpack.pack(settled_events))
  end
end

-- A run is over for good. outcome: packed result ('c') or packed error ('f').
local function settle(id, record, state, outcome, declined)
  record[STATE] = state
  record[FINISHED] = now
  record[OUTCOME] = outcome
  write(id, record)
  redis.call('ZADD', state == 'c' and kCompleted or kFailed, now, id)
  release_key(id, record[COALESCE])
  if state == 'c' then
    note(COMPLETED, 1)
    redis.call('HINCRBY', kMeta, 'completed', 1)
  else
    note(declined and DECLINED or FAILED, 1)
    redis.call('HINCRBY', kMeta, 'failed', 1)
  end
  if record[NOTIFY] == 1 then announce(id) end
end

-- Not done, because nobody wants it any more; that is no fault of the system.
local function settle_cancelled(id, record)
  settle(id, record, 'f', cmsgpack.pack({code = 'cancelled', message = 'the job was cancelled'}), true)
end

-- A record that somebody damaged: nothing of it can be trusted, so it fails, and is kept to be seen.
local condemned = false
local function damaged(id)
  condemned = true
  local record = {
    VERSION, 'f', 0, 0, 0, now, '', '', '', '', '', '', 5, 1, now, now, 0, 1, 0, 0, 0,
  }
  settle(id, record, 'f', cmsgpack.pack({code = 'poison', message = 'the stored record of this job is damaged'}))
end

-- If a damaged job ran, nobody knows for which tenant: those that run are counted again, and
-- whoever was kept back by the old count stands in line again.
local function flush_damage()
  if not condemned then return end
  redis.call('DEL', kInflight)
  for _, id in ipairs(redis.call('ZRANGE', kActive, 0, -1)) do
    local record = read(id)
    if record and record[TENANT] ~= '' then redis.call('HINCRBY', kInflight, record[TENANT], 1) end
  end
  for _, member in ipairs(redis.call('ZRANGE', kParked, 0, -1)) do
    local priority, score, id = string.match(member, '^[^%z]*%z(%d+):(%d+):(.*)$')
    if id then redis.call('ZADD', WAITING[tonumber(priority)], tonumber(score), id) end
  end
  redis.call('DEL', kParked)
  wake()
end

-- An active job whose owner is gone. A crash is counted unless the run had not begun; after
-- more than max_crashes the job is poison; until then it waits among the suspects, which run
-- alone, so that it cannot take its neighbours down again.
local function take_back(id, record, crashed, max_crashes, grace_ms)
  release_tenant(record[TENANT])
  if record[CANCEL] == 1 then
    settle_cancelled(id, record)
    return
  end
  if not crashed then
    record[STATE] = 'w'
    write(id, record)
    push_front(id, record[PRIORITY])
    return
  end
  record[CRASHES] = record[CRASHES] + 1
  note(CRASHED, 1)
  if record[TIMEOUT] > 0 and now >= record[CLAIMED] + record[TIMEOUT] + grace_ms then
    settle(id, record, 'f', cmsgpack.pack({code = 'timeout', message = 'the run did not end within its time limit'}))
  elseif record[CRASHES] > max_crashes then
    settle(id, record, 'f', cmsgpack.pack({code = 'poison', message = 'the worker process died ' .. record[CRASHES] .. ' times while running this job'}))
  else
    record[STATE] = 'w'
    write(id, record)
    redis.call('ZADD', kSuspects, now, id)
  end
end
