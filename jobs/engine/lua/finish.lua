-- Ends runs, a group at a time.
-- KEYS: jobs messages outcomes progress waiting1 waiting2 waiting5 waiting10 tenants1 tenants2 tenants5 tenants10 delayed active parked inflight suspects completed failed marker coalesce aliases askers stats meta
-- INCLUDE: lib order settle
-- ARGV: completed kept for ms, completed kept at most, failed kept for ms, failed kept at most,
--       event channel, concurrency across the cluster (0 = no limit), one packed array of runs, each an array of five values: id, token, outcome,
--       run time in ms (-1 = never started), delay in ms; then per run its packed result or error.
--       Outcome: c completed, f failed for good, e declined (failed for good, and not by a fault
--       of ours), r failed and to be retried after the delay,
--       b handed back unrun.
-- Before: the run's token is the record's, else nothing is changed. After: the job has left
-- active for completed, failed, delayed or waiting, with result or error, in one step.
-- A run whose job was cancelled is neither retried nor handed back: the job fails as cancelled.
-- Returns per run: 1 done, 2 done before (the same token), 0 stale (the job has a new owner).
local channel = ARGV[5]
local reply = {}
local woken = false

local runs = cmsgpack.unpack(ARGV[7])
local ids = {}
for n = 1, #runs do ids[n] = runs[n][1] end
local raws = read_many(kJobs, ids)
local records = {} -- by id: a job's second run in the same call must see what the first one changed

-- Completed runs are by far the most: their writes are gathered.
local jobs, outcomes, ended, left = {}, {}, {}, {}
local function complete(id, record, result)
  record[STATE], record[FINISHED] = 'c', now
  local at = #jobs
  jobs[at + 1], jobs[at + 2] = id, pack(record)
  outcomes[at + 1], outcomes[at + 2] = id, result
  ended[at + 1], ended[at + 2] = now, id
  if record[COALESCE] ~= '' and redis.call('HGET', kCoalesce, record[COALESCE]) == id then
    redis.call('HDEL', kCoalesce, record[COALESCE])
  end
  announce(id, record)
end

local function flush_completed()
  if #jobs == 0 then return end
  each_piece('HSET', kJobs, jobs)
  each_piece('HSET', kOutcomes, outcomes)
  each_piece('ZADD', kCompleted, ended)
  local count = stats()
  count.c = count.c + #jobs / 2
  redis.call('HINCRBY', kMeta, 'completed', #jobs / 2)
end

for n = 1, #ids do
  local run = runs[n]
  local id, token, outcome, ran, delay, payload = run[1], run[2], run[3], run[4], run[5], ARGV[7 + n]
  local record = records[id] or decode(raws[n])
  records[id] = record
  local answer
  if not record or record[TOKEN] ~= token then
    answer = 0
  elseif record[STATE] ~= 'a' then
    answer = 2
  else
    answer = 1
    left[#left + 1] = id
    release_tenant(record[TENANT])
    if ran >= 0 then
      record[STARTED] = now - ran
      local count = stats()
      observe(count.w, record[STARTED] - record[DUE])
      observe(count.d, ran)
    end
    if outcome == 'c' then
      complete(id, record, payload)
    elseif outcome == 'f' or outcome == 'e' then
      record[FAILURES] = record[FAILURES] + 1
      settle(id, record, 'f', payload, outcome == 'e')
    elseif record[CANCEL] == 1 then
      if outcome == 'r' then record[FAILURES] = record[FAILURES] + 1 end
      settle_cancelled(id, record)
    elseif outcome == 'r' then
      local count = stats()
      count.r = count.r + 1
      record[FAILURES] = record[FAILURES] + 1
      record[DUE] = now + delay
      redis.call('HSET', kOutcomes, id, payload)
      if delay > 0 then
        record[STATE] = 'd'
        redis.call('ZADD', kDelayed, record[DUE], id)
        if redis.call('ZRANGE', kDelayed, 0, 0)[1] == id then woken = true end
      else
        record[STATE] = 'w'
        push_waiting(id, record[PRIORITY], record[TENANT])
        woken = true
      end
      write(id, record)
    else
      record[STATE] = 'w'
      write(id, record)
      push_front(id, record[PRIORITY])
      woken = true
    end
  end
  reply[n] = answer
end

each_piece('ZREM', kActive, left)
flush_completed()
flush_waiting()

local most = #ids + 8
trim(kCompleted, tonumber(ARGV[1]), tonumber(ARGV[2]), most)
trim(kFailed, tonumber(ARGV[3]), tonumber(ARGV[4]), most)
-- What the limit held back may go on; no claim has set the marker for it.
if woken or (#left > 0 and tonumber(ARGV[6]) > 0) then wake() end
flush_stats()
flush_events(channel)
return reply
