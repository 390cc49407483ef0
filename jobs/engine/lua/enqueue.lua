-- Accepts jobs, each all or nothing, each idempotent by its id.
-- KEYS: jobs messages waiting1 waiting2 waiting5 waiting10 tenants1 tenants2 tenants5 tenants10 delayed marker coalesce aliases askers suspects meta
-- INCLUDE: lib order
-- ARGV: per job ten values: id, message, priority, tenant, delay in ms, max attempts,
--       timeout in ms (0 = none), coalescing key ('' = none), notify (0/1), actor.
-- Before: nothing is assumed. After: each id is known to kJobs, or is an alias in kAliases of
-- the unfinished job with the same coalescing key; a known id changes nothing.
-- Returns per job: 1 created, 0 known already, 2 joined another; then the id that does the work.
local reply = {}
local woken, created = false, 0

local function ask(key, id, priority)
  local working = redis.call('HGET', kCoalesce, key)
  if not working then return nil end
  local record = read(working)
  if not record or record[STATE] == 'c' or record[STATE] == 'f' then return nil end
  redis.call('HSET', kAliases, id, working)
  local raw = redis.call('HGET', kAskers, working)
  local askers = raw and cmsgpack.unpack(raw) or {}
  askers[#askers + 1] = id
  redis.call('HSET', kAskers, working, pack(askers))
  -- The highest asker's priority counts for all.
  if priority < record[PRIORITY] then
    local moved = redis.call('ZREM', WAITING[record[PRIORITY]], working)
    record[PRIORITY] = priority
    write(working, record)
    if moved == 1 then push_waiting(working, priority, record[TENANT]) end
  end
  return working
end

for i = 1, #ARGV, 10 do
  local id, priority, tenant = ARGV[i], tonumber(ARGV[i + 2]), ARGV[i + 3]
  local delay, key = tonumber(ARGV[i + 4]), ARGV[i + 7]
  local alias = redis.call('HGET', kAliases, id)
  if redis.call('HEXISTS', kJobs, id) == 1 then
    reply[#reply + 1] = 0
    reply[#reply + 1] = id
  elseif alias then
    reply[#reply + 1] = 0
    reply[#reply + 1] = alias
  else
    local working = key ~= '' and ask(key, id, priority) or nil
    if working then
      reply[#reply + 1] = 2
      reply[#reply + 1] = working
    else
      redis.call('HSET', kMessages, id, ARGV[i + 1])
      write(id, {
        delay > 0 and 'd' or 'w', priority, tenant, now, now + delay,
        0, tonumber(ARGV[i + 5]), 0, 0, '',
        0, 0, 0, tonumber(ARGV[i + 6]), key,
        tonumber(ARGV[i + 8]), ARGV[i + 9],
      })
      if key ~= '' then redis.call('HSET', kCoalesce, key, id) end
      if delay > 0 then
        redis.call('ZADD', kDelayed, now + delay, id)
        -- Whoever sleeps until a later job must learn of this one.
        if redis.call('ZRANGE', kDelayed, 0, 0)[1] == id then woken = true end
      else
        push_waiting(id, priority, tenant)
        woken = true
      end
      created = created + 1
      reply[#reply + 1] = 1
      reply[#reply + 1] = id
    end
  end
end
if created > 0 then redis.call('HINCRBY', kMeta, 'accepted', created) end
if woken then wake() end
return reply
