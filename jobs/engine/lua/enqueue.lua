-- Accepts jobs, each all or nothing, each idempotent by its id.
-- KEYS: jobs waiting1 waiting2 waiting5 waiting10 tenants1 tenants2 tenants5 tenants10 delayed marker coalesce aliases askers suspects parked meta
-- INCLUDE: lib order place
-- ARGV: one packed array of five values per job: id, priority, tenant, delay in ms, coalescing key
--       ('' = none); then per job its record, which lacks but its state and times.
-- Before: nothing is assumed. After: each id is known to kJobs, or is an alias in kAliases of
-- the unfinished job with the same coalescing key; a known id changes nothing.
-- Returns, for each job that was not created, three values: its place from 1 on, 0 known already or
-- 2 joined another, the id that does the work.
local reply = {}
local woken, created = false, 0
local jobs, delayed = {}, {}
local at_once = to_binary('>I8I8', now, now)

local function flush()
  -- Whoever sleeps until a later delayed job must learn of an earlier one.
  if #delayed > 0 then
    local head = redis.call('ZRANGE', kDelayed, 0, 0, 'WITHSCORES')
    for i = 1, #delayed, 2 do
      if not head[2] or delayed[i] < tonumber(head[2]) then woken = true end
    end
  end
  each_piece('HSET', kJobs, jobs)
  each_piece('ZADD', kDelayed, delayed)
  flush_waiting()
  jobs, delayed = {}, {}
end

local function ask(key, id, priority)
  local working = redis.call('HGET', kCoalesce, key)
  if not working then return nil end
  flush() -- the working job may have come with this call
  local record = read(working)
  if not record or record[STATE] == 'c' or record[STATE] == 'f' or record[CANCEL] == 1 then return nil end
  redis.call('HSET', kAliases, id, working)
  local raw = redis.call('HGET', kAskers, working)
  local askers = listed(raw)
  askers[#askers + 1] = id
  redis.call('HSET', kAskers, working, pack(askers))
  -- The highest asker's priority counts for all.
  if priority < record[PRIORITY] then raise_priority(working, record, priority) end
  return working
end

local asked = cmsgpack.unpack(ARGV[1])
local ids = {}
for n = 1, #asked, 5 do ids[#ids + 1] = asked[n] end
local known = read_many(kJobs, ids)
local aliases = redis.call('EXISTS', kAliases) == 1 and read_many(kAliases, ids) or {}
local earlier = {} -- ids met in this call -> the id that does the work

for n = 1, #ids do
  local at = 5 * n
  local id = ids[n]
  local working = known[n] and id or aliases[n] or earlier[id]
  local answer = 0
  if not working then
    local priority, tenant, delay, key = asked[at - 3], asked[at - 2], asked[at - 1], asked[at]
    working = key ~= '' and ask(key, id, priority) or nil
    answer = 2
    if not working then
      working, answer = id, 1
      local raw, state, times = ARGV[1 + n], 'w', at_once
      if delay > 0 then state, times = 'd', to_binary('>I8I8', now, now + delay) end
      local to = #jobs
      jobs[to + 1] = id
      jobs[to + 2] = sub(raw, 1, 1) .. state .. sub(raw, 3, AT_CREATED - 1) .. times .. sub(raw, AFTER_DUE)
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
