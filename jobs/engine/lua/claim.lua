-- Gives a worker up to n jobs, each under a lease with a new fencing token.
-- KEYS: jobs progress waiting1 waiting2 waiting5 waiting10 tenants1 tenants2 tenants5 tenants10 delayed active suspects parked inflight completed failed marker coalesce aliases askers claims starts minutes meta
-- INCLUDE: lib order settle
-- ARGV: worker, consumer, request id, n, lease in ms, idle (1: nothing else runs in this
--       process), concurrency across the cluster (0 = no limit), tenant cap (0 = none),
--       max crashes, grace in ms, event channel, rate limit (0 = none) and its period in ms.
-- Before: n free threads wait. After: each returned job is active, leased to this worker until
-- now + lease; expired leases were taken back, due jobs promoted; if waiting jobs are left that
-- might run now or at the next slot, the marker is set. In no period of the rate limit more jobs
-- are given than it allows (kStarts: token -> when). A repeated request id gets the same jobs again
-- and changes nothing.
-- Returns: now, ms until the next delayed job (-1 = none), ms that the first suspect has waited
-- (-1 = none), paused, ms until the rate limit allows another (-1 = now), then per job: id,
-- record.
local worker, consumer, request = ARGV[1], ARGV[2], ARGV[3]
local n, lease, idle = tonumber(ARGV[4]), tonumber(ARGV[5]), ARGV[6] == '1'
local limit, cap = tonumber(ARGV[7]), tonumber(ARGV[8])
local max_crashes, grace = tonumber(ARGV[9]), tonumber(ARGV[10])
local rate, period = tonumber(ARGV[12]), tonumber(ARGV[13])

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

-- How many the rate limit allows now, and ms until it allows another (-1 = now).
local function allowance()
  if rate <= 0 then return n, -1 end
  redis.call('ZREMRANGEBYSCORE', kStarts, '-inf', now - period)
  local over = redis.call('ZCARD', kStarts) - rate
  if over < 0 then return -over, -1 end
  local hinders = redis.call('ZRANGE', kStarts, over, over, 'WITHSCORES')
  return 0, tonumber(hinders[2]) + period - now
end

-- kClaims: consumer -> its last claim: request id, first token, ids; tokens follow each other.
local last = redis.call('HGET', kClaims, consumer)
if last then
  local known, token, ids = string.match(last, '^(%S+) (%d+)(.*)$')
  if known == request then
    local again = {now, next_delayed(), suspect_age(), 0, -1}
    token = tonumber(token)
    for id in string.gmatch(ids, '%S+') do
      local raw = redis.call('HGET', kJobs, id)
      local record = decode(raw)
      if record and record[STATE] == 'a' and record[TOKEN] == token then
        again[#again + 1] = id
        again[#again + 1] = raw
      end
      token = token + 1
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

local due = redis.call('ZRANGEBYSCORE', kDelayed, '-inf', now, 'LIMIT', 0, 256)
each_piece('ZREM', kDelayed, due)
for _, id in ipairs(due) do
  local record = read(id)
  if record then
    record[STATE] = 'w'
    write(id, record)
    push_waiting(id, record[PRIORITY], record[TENANT])
  else
    damaged(id)
  end
end
flush_waiting()

local reply = {now, 0, 0, 0, -1}
local claimed, first_token = {}, nil

local inflight = {} -- tenant -> jobs of it that run, where a cap asks for it
local function full(tenant)
  if cap <= 0 or tenant == '' then return false end
  inflight[tenant] = inflight[tenant] or tonumber(redis.call('HGET', kInflight, tenant) or 0)
  return inflight[tenant] >= cap
end

-- Gives the jobs out that are fit for it. Returns which of the ids were given, and the tenants of
-- those whose tenant has its fill, both by place; those in neither have failed as damaged.
local function give(ids)
  local raws = read_many(kJobs, ids)
  local given, kept_back, count = {}, {}, 0
  local tenants, worker_sizes = {}, {}
  for n = 1, #ids do
    local raw = raws[n]
    local worker_size, _, _, tenant_size
    if raw then worker_size, _, _, tenant_size = sizes(raw) end
    local tenant = ''
    if worker_size and tenant_size > 0 then tenant = sub(raw, HEAD_SIZE + 1, HEAD_SIZE + tenant_size) end
    if not worker_size then
      damaged(ids[n])
    elseif full(tenant) then
      kept_back[n] = tenant
    else
      given[n], worker_sizes[n], count = true, worker_size, count + 1
      if tenant ~= '' then
        tenants[tenant] = (tenants[tenant] or 0) + 1
        if cap > 0 then inflight[tenant] = inflight[tenant] + 1 end
      end
    end
  end
  if count == 0 then return given, kept_back, 0 end
  for tenant, more in pairs(tenants) do redis.call('HINCRBY', kInflight, tenant, more) end
  local token = redis.call('HINCRBY', kMeta, 'token', count) - count
  first_token = first_token or token + 1
  local jobs, leases, starts = {}, {}, {}
  -- Claimed now, neither started nor finished, and by whom: the same for all of them.
  local times = to_binary('>I8I8I8H', now, 0, 0, #worker)
  local at_once, lease_end, offset = score(now), score(now + lease), #reply
  for n = 1, #ids do
    if given[n] then
      local id, raw = ids[n], raws[n]
      token = token + 1
      local record = to_binary('>Bc1I8', VERSION, 'a', token) .. times
        .. sub(raw, AT_MESSAGE_SIZE, -1 - worker_sizes[n]) .. worker
      local at = #jobs
      jobs[at + 1], jobs[at + 2] = id, record
      leases[at + 1], leases[at + 2] = lease_end, id
      reply[offset + at + 1], reply[offset + at + 2] = id, record
      claimed[#claimed + 1] = id
      if rate > 0 then
        starts[#starts + 1] = at_once
        starts[#starts + 1] = token
      end
    end
  end
  each_piece('HSET', kJobs, jobs)
  each_piece('ZADD', kActive, leases)
  each_piece('ZADD', kStarts, starts)
  return given, kept_back, count
end

local paused = redis.call('HGET', kMeta, 'paused') == '1'
if paused then
  reply[4] = 1
elseif n > 0 then
  if limit > 0 then n = math.min(n, limit - redis.call('ZCARD', kActive)) end
  n = math.min(n, (allowance()))
  local alone = false
  if n > 0 and idle then
    -- Alone, whatever the priority: nothing else is claimed with it. One whose tenant has its fill
    -- keeps its place, and keeps nobody else waiting.
    for _, suspect in ipairs(redis.call('ZRANGE', kSuspects, 0, 15)) do
      local _, kept_back, count = give({suspect})
      if not kept_back[1] then redis.call('ZREM', kSuspects, suspect) end
      alone = count == 1
      if alone then break end
    end
  end
  if not alone then
    for _, priority in ipairs(PRIORITIES) do
      local waiting = WAITING[priority]
      while n > 0 do
        local head = redis.call('ZPOPMIN', waiting, n)
        if #head == 0 then break end
        local ids = {}
        for i = 1, #head, 2 do ids[#ids + 1] = head[i] end
        local given, kept_back, count = give(ids)
        n = n - count
        local newest = nil
        for i = 1, #ids do
          if given[i] then
            newest = head[2 * i]
          elseif kept_back[i] then
            redis.call('ZADD', kParked, 0, string.format('%s\0%02d:%016.0f:%s', kept_back[i], priority, head[2 * i], ids[i]))
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
  local _, slot = allowance()
  reply[5] = slot
  -- At the limit a marker would wake worker after worker for nothing: the next end of a run sets it.
  if limit <= 0 or redis.call('ZCARD', kActive) < limit then
    for _, priority in ipairs(PRIORITIES) do
      if redis.call('EXISTS', WAITING[priority]) == 1 then
        wake()
        break
      end
    end
  end
end

reply[2] = next_delayed()
reply[3] = suspect_age()
if #claimed > 0 then
  local ids = table.concat(claimed, ' ')
  redis.call('HSET', kClaims, consumer, string.format('%s %.0f %s', request, first_token, ids))
elseif last then
  redis.call('HDEL', kClaims, consumer)
end
flush_damage()
flush_stats()
flush_events(ARGV[11])
return reply
