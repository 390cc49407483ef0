-- Accepts jobs, each all or nothing, each idempotent by its id.
-- KEYS: jobs messages waiting1 waiting2 waiting5 waiting10 tenants1 tenants2 tenants5 tenants10 delayed marker coalesce aliases askers suspects parked meta
-- INCLUDE: lib order place
-- ARGV: one packed array of jobs, each an array of nine values: id, priority, tenant, delay in ms,
--       max attempts, timeout in ms (0 = none), coalescing key ('' = none), notify (0/1), actor;
--       then per job its message.
-- Before: nothing is assumed. After: each id is known to kJobs, or is an alias in kAliases of
-- the unfinished job with the same coalescing key; a known id changes nothing.
-- Returns, for each job that was not created, three values: its place from 1 on, 0 known already or
-- 2 joined another, the id that does the work.
local reply = {}
local woken, created = false, 0
local jobs, messages, delayed = {}, {}, {}

local function flush()
  -- Whoever sleeps until a later delayed job must learn of an earlier one.
  if #delayed > 0 then
    local head = redis.call('ZRANGE', kDelayed, 0, 0, 'WITHSCORES')
    for i = 1, #delayed, 2 do
      if not head[2] or delayed[i] < tonumber(head[2]) then woken = true end
    end
  end
  each_piece('HSET', kMessages, messages)
  each_piece('HSET', kJobs, jobs)
  each_piece('ZADD', kDelayed, delayed)
  flush_waiting()
  jobs, messages, delayed = {}, {}, {}
end

local function ask(key, id, priority)
  local working = redis.call('HGET', kCoalesce, key)
  if not working then return nil end
  flush() -- the working job may have come with this call
  local record = read(working)
  if not record or record[STATE] == 'c' or record[STATE] == 'f' or record[CANCEL] == 1 then return nil end
  redis.call('HSET', kAliases, id, working)
  local raw = redis.call('HGET', kAskers, working)
  local askers = raw and cmsgpack.unpack(raw) or {}
  askers[#askers + 1] = id
  redis.call('HSET', kAskers, working, pack(askers))
  -- The highest asker's priority counts for all.
  if priority < record[PRIORITY] then raise_priority(working, record, priority) end
  return working
end

local asked = cmsgpack.unpack(ARGV[1])
local ids = {}
for n = 1, #asked do ids[n] = asked[n][1] end
local known = read_many(kJobs, ids)
local aliases = redis.call('EXISTS', kAliases) == 1 and read_many(kAliases, ids) or {}
local earlier = {} -- ids met in this call -> the id that does the work

for n = 1, #asked do
  local job = asked[n]
  local id = job[1]
  local working = known[n] and id or aliases[n] or earlier[id]
  local answer = 0
  if not working then
    local priority, tenant, delay, key = job[2], job[3], job[4], job[7]
    working = key ~= '' and ask(key, id, priority) or nil
    answer = 2
    if not working then
      working, answer = id, 1
      local at = #jobs
      messages[at + 1], messages[at + 2] = id, ARGV[1 + n]
      jobs[at + 1], jobs[at + 2] = id, pack({
        delay > 0 and 'd' or 'w', priority, tenant, now, now + delay,
        0, job[5], 0, 0, '',
        0, 0, 0, job[6], key,
        job[8], job[9],
      })
      if key ~= '' then redis.call('HSET', kCoalesce, key, id) end
      if delay > 0 then
        delayed[#delayed + 1] = now + delay
        delayed[#delayed + 1] = id
      else
        push_waiting(id, priority, tenant)
        woken = true
      end
      created = created + 1
    end
    earlier[id] = working
  end
  if answer ~= 1 then
    local at = #reply
    reply[at + 1], reply[at + 2], reply[at + 3] = n, answer, working
  end
end

flush()
if created > 0 then redis.call('HINCRBY', kMeta, 'accepted', created) end
if woken then wake() end
return reply
