-- Ends runs, a group at a time.
-- KEYS: jobs progress waiting1 waiting2 waiting5 waiting10 tenants1 tenants2 tenants5 tenants10 delayed active parked inflight suspects completed failed marker coalesce aliases askers minutes meta
-- INCLUDE: lib order settle
-- ARGV: completed kept for ms, completed kept at most, failed kept for ms, failed kept at most,
--       event channel, concurrency across the cluster (0 = no limit), one packed array of five
--       values per run: id, token, outcome, run time in ms (-1 = never started), delay in ms; then
--       per run its packed result or error.
--       Outcome: c completed, f failed for good, e declined (failed for good, and not by a fault
--       of ours), r failed and to be retried after the delay,
--       b handed back unrun.
-- Before: the run's token is the record's, else nothing is changed. After: the job has left
-- active for completed, failed, delayed or waiting, with result or error, in one step. The message
-- of one that completed is forgotten: it runs no more.
-- A run whose job was cancelled is neither retried nor handed back: the job fails as cancelled.
-- Returns per run: 1 done, 2 done before (the same token), 0 stale (the job has a new owner).
local channel = ARGV[5]
local reply = {}
local woken = false

local runs = cmsgpack.unpack(ARGV[7])
local ids = {}
for n = 1, #runs, 5 do ids[#ids + 1] = runs[n] end
local raws = read_many(kJobs, ids)
local changed = {} -- by id: a job's second run in the same call must see what the first one changed

-- Completed runs are by far the most: their heads are changed in place, their writes gathered.
local jobs, ended, left = {}, {}, {}
local at_once = score(now)
local function complete(id, raw, token, claimed, started, texts, worker, result)
  -- texts: the size of tenant, coalescing key and actor, which stay.
  local record = to_binary('>Bc1I8I8I8I8HI4I4', VERSION, 'c', token, claimed, started, now, #worker, 0, #result)
    .. sub(raw, AT_TENANT_SIZE, HEAD_SIZE + texts) .. result .. worker
  local at = #jobs
  jobs[at + 1], jobs[at + 2] = id, record
  ended[at + 1], ended[at + 2] = at_once, id
  changed[id] = record
end

local function flush_completed()
  if #jobs == 0 then return end
  each_piece('HSET', kJobs, jobs)
  each_piece('ZADD', kCompleted, ended)
  note(COMPLETED, #jobs / 2)
  redis.call('HINCRBY', kMeta, 'completed', #jobs / 2)
end

-- Of a record's head: version, state, token, claimed, the six lengths, notify, due.
local PEEK = '>Bc1I8I8xxxxxxxxxxxxxxxxHI4I4BHHxBxxxxxxxxI8'

for n = 1, #ids do
  local at = 5 * n
  local id, token, outcome, ran, delay = runs[at - 4], runs[at - 3], runs[at - 2], runs[at - 1], runs[at]
  local payload = ARGV[7 + n]
  local raw = changed[id] or raws[n]
  local version, state, owner, claimed, notify, due
  local worker_size, message_size, outcome_size, tenant_size, coalesce_size, actor_size
  if raw and #raw >= HEAD_SIZE then
    version, state, owner, claimed, worker_size, message_size, outcome_size, tenant_size, coalesce_size, actor_size, notify, due = from_binary(PEEK, raw)
    local whole = HEAD_SIZE + worker_size + message_size + outcome_size + tenant_size + coalesce_size + actor_size
    if version ~= VERSION or whole ~= #raw then owner = nil end
  end
  local answer
  if owner ~= token or not STATES[state] then
    answer = 0
  elseif state ~= 'a' then
    answer = 2
  else
    answer = 1
    left[#left + 1] = id
    if tenant_size > 0 then release_tenant(sub(raw, HEAD_SIZE + 1, HEAD_SIZE + tenant_size)) end
    local started = 0
    if ran >= 0 then
      started = now - ran
      observe(WAITS, started - due)
      observe(RUNS, ran)
    end
    if outcome == 'c' then
      if coalesce_size > 0 then
        local from = HEAD_SIZE + tenant_size
        release_key(id, sub(raw, from + 1, from + coalesce_size))
      end
      local worker = worker_size > 0 and sub(raw, -worker_size) or ''
      complete(id, raw, token, claimed, started, tenant_size + coalesce_size + actor_size, worker, payload)
      if notify == 1 then announce(id) end
    else
      local record = decode(raw)
      if record and ran >= 0 then record[STARTED] = started end
      if not record then
        damaged(id)
      elseif outcome == 'f' or outcome == 'e' then
        record[FAILURES] = record[FAILURES] + 1
        settle(id, record, 'f', payload, outcome == 'e')
      elseif record[CANCEL] == 1 then
        if outcome == 'r' then record[FAILURES] = record[FAILURES] + 1 end
        settle_cancelled(id, record)
      elseif outcome == 'r' then
        note(RETRIED, 1)
        record[FAILURES] = record[FAILURES] + 1
        record[DUE] = now + delay
        record[OUTCOME] = payload
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
      if record then changed[id] = encode(record) end
    end
  end
  reply[n] = answer
end

each_piece('ZREM', kActive, left)
flush_completed()
flush_waiting()

local most = #ids + 8
if #jobs > 0 then trim(kCompleted, tonumber(ARGV[1]), tonumber(ARGV[2]), most) end
if noted[FAILED] or noted[DECLINED] then trim(kFailed, tonumber(ARGV[3]), tonumber(ARGV[4]), most) end
-- What the limit held back may go on; no claim has set the marker for it.
if woken or (#left > 0 and tonumber(ARGV[6]) > 0) then wake() end
flush_damage()
flush_stats()
flush_events(channel)
return reply
