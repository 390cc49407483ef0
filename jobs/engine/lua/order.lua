-- The waiting order: strict by priority; within one, start-time fair among tenants.
--
-- kWaiting<p> scores are S * 2^20 + (sequence mod 2^20), where S is the job's virtual start:
-- the later of the queue's virtual time and the tenant's last virtual finish. A tenant with a
-- thousand jobs so spreads them out, and a newcomer's first job starts at the current time.
-- kTenants<p> holds 'v' (virtual time) and 'f:<tenant>' (virtual finish of its last job).
local SEQUENCE = 1048576
local WAITING = {[1] = kWaiting1, [2] = kWaiting2, [5] = kWaiting5, [10] = kWaiting10}
local TENANTS = {[1] = kTenants1, [2] = kTenants2, [5] = kTenants5, [10] = kTenants10}
local PRIORITIES = {1, 2, 5, 10}

local function push_waiting(id, priority, tenant)
  local tenants = TENANTS[priority]
  local tags = redis.call('HMGET', tenants, 'v', 'f:' .. tenant)
  local start = math.max(tonumber(tags[1]) or 0, tonumber(tags[2]) or 0)
  redis.call('HSET', tenants, 'f:' .. tenant, start + 1)
  local sequence = redis.call('HINCRBY', kMeta, 'sequence', 1)
  redis.call('ZADD', WAITING[priority], start * SEQUENCE + sequence % SEQUENCE, id)
end

-- Puts a handed-back job at the head of its priority: it has waited its turn already.
local function push_front(id, priority)
  local start = tonumber(redis.call('HGET', TENANTS[priority], 'v')) or 0
  redis.call('ZADD', WAITING[priority], start * SEQUENCE, id)
end

-- Wakes one blocked worker. The marker is never data: losing it costs a wait, not a job.
local function wake()
  redis.call('ZADD', kMarker, 0, 'm')
end
