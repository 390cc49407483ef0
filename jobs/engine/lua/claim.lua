-- Gives a worker up to n jobs, each under a lease with a new fencing token.
-- KEYS: jobs messages outcomes progress waiting1 waiting2 waiting5 waiting10 tenants1 tenants2 tenants5 tenants10 delayed active suspects parked inflight completed failed marker coalesce aliases askers claims stats meta
-- INCLUDE: lib order settle
-- ARGV: worker, consumer, request id, n, lease in ms, idle (1: nothing else runs in this
--       process), concurrency across the cluster (0 = no limit), tenant cap (0 = none),
--       max crashes, grace in ms, event channel.
-- Before: n free threads wait. After: each returned job is active, leased to this worker until
-- now + lease; expired leases were taken back, due jobs promoted; if waiting jobs are left, the
-- marker is set. A repeated request id gets the same jobs again and changes nothing.
-- Returns: now, ms until the next delayed job (-1 = none), ms that the first suspect has waited
-- (-1 = none), paused, then per job: id, message, record.
local worker, consumer, request = ARGV[1], ARGV[2], ARGV[3]
local n, lease, idle = tonumber(ARGV[4]), tonumber(ARGV[5]), ARGV[6] == '1'
local limit, cap = tonumber(ARGV[7]), tonumber(ARGV[8])
local max_crashes, grace = tonumber(ARGV[9]), tonumber(ARGV[10])

local function next_delayed()
  local head = redis.call('ZRANGE', kDelayed, 0, 0, 'WITHSCORES')
  if #head == 0 then return -1 end
  return math.max(0, tonumber(head[2]) - now)
end

local function suspect_age()
  local head = redis.call('ZRANGE', kSuspects, 0, 0, 'WITHSCORES')
  if #head == 0 then return -1 end
  return math.max(0, now - tonumber(head[2]))
end

local last = redis.call('HGET', kClaims, consumer)
if last then
  local claim = cmsgpack.unpack(last)
  if claim[1] == request then
    local again = {now, next_delayed(), suspect_age(), 0}
    for i = 2, #claim, 2 do
      local raw = redis.call('HGET', kJobs, claim[i])
      local record = raw and unpack_record(raw)
      if record and record[STATE] == 'a' and record[TOKEN] == claim[i + 1] then
        again[#again + 1] = claim[i]
        again[#again + 1] = redis.call('HGET', kMessages, claim[i])
        again[#again + 1] = raw
      end
    end
    return again
  end
end

for _, id in ipairs(redis.call('ZRANGEBYSCORE', kActive, '-inf', now, 'LIMIT', 0, 16)) do
  redis.call('ZREM', kActive, id)
  local record, known = read(id)
  if record then take_back(id, record, true, max_crashes, grace)
  elseif known then damaged(id) end
end

for _, id in ipairs(redis.call('ZRANGEBYSCORE', kDelayed, '-inf', now, 'LIMIT', 0, 256)) do
  redis.call('ZREM', kDelayed, id)
  local record = read(id)
  if record then
    record[STATE] = 'w'
    write(id, record)
    push_waiting(id, record[PRIORITY], record[TENANT])
  else
    damaged(id)
  end
end

local reply = {now, 0, 0, 0}
local claimed = {request}

local function give(id)
  local raw = redis.call('HGET', kMessages, id)
  local record = read(id)
  if not record or not raw then
    damaged(id)
    return false
  end
  local tenant, priority = record[TENANT], record[PRIORITY]
  if cap > 0 and tenant ~= '' and tonumber(redis.call('HGET', kInflight, tenant) or 0) >= cap then
    return nil
  end
  if tenant ~= '' then redis.call('HINCRBY', kInflight, tenant, 1) end
  local token = redis.call('HINCRBY', kMeta, 'token', 1)
  record[STATE], record[TOKEN], record[WORKER] = 'a', token, worker
  record[CLAIMED], record[STARTED] = now, 0
  local packed = pack(record)
  redis.call('HSET', kJobs, id, packed)
  redis.call('ZADD', kActive, now + lease, id)
  local at = #reply
  reply[at + 1], reply[at + 2], reply[at + 3] = id, raw, packed
  claimed[#claimed + 1] = id
  claimed[#claimed + 1] = token
  return true
end

local paused = redis.call('HGET', kMeta, 'paused') == '1'
if paused then
  reply[4] = 1
elseif n > 0 then
  if limit > 0 then n = math.min(n, limit - redis.call('ZCARD', kActive)) end
  local suspect = n > 0 and idle and redis.call('ZRANGE', kSuspects, 0, 0)[1]
  if suspect then
    -- Alone, whatever the priority: nothing else is claimed with it.
    redis.call('ZREM', kSuspects, suspect)
    if give(suspect) == nil then redis.call('ZADD', kSuspects, now, suspect) end
  else
    for _, priority in ipairs(PRIORITIES) do
      local waiting = WAITING[priority]
      while n > 0 do
        local head = redis.call('ZPOPMIN', waiting, n)
        if #head == 0 then break end
        local newest = nil
        for i = 1, #head, 2 do
          local given = give(head[i])
          if given then
            n = n - 1
            newest = head[i + 1]
          elseif given == nil then
            local record = read(head[i])
            redis.call('ZADD', kParked, 0, string.format('%s\0%02d:%016.0f:%s', record[TENANT], priority, head[i + 1], head[i]))
          end
        end
        if newest then
          local start = math.floor(tonumber(newest) / SEQUENCE)
          local tenants = TENANTS[priority]
          if start > (tonumber(redis.call('HGET', tenants, 'v')) or 0) then
            redis.call('HSET', tenants, 'v', start)
          end
        end
      end
      if n <= 0 then break end
      -- Nothing waits here: the tenants' history no longer matters.
      if redis.call('ZCARD', kParked) == 0 then redis.call('DEL', TENANTS[priority]) end
    end
  end
  for _, priority in ipairs(PRIORITIES) do
    if redis.call('EXISTS', WAITING[priority]) == 1 then
      wake()
      break
    end
  end
end

reply[2] = next_delayed()
reply[3] = suspect_age()
if #claimed > 1 then
  redis.call('HSET', kClaims, consumer, cmsgpack.pack(claimed))
elseif last then
  redis.call('HDEL', kClaims, consumer)
end
flush_stats()
flush_events(ARGV[11])
return reply
