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

--
-- Pushes are gathered and written together by flush_waiting; until then nobody sees them.
local pushed = {}

local function push_waiting(id, priority, tenant)
  local lane = pushed[priority]
  if not lane then
    lane = {starts = {}, finishes = {}, v = tonumber(redis.call('HGET', TENANTS[priority], 'v')) or 0}
    pushed[priority] = lane
  end
  local start = lane.finishes[tenant]
  if not start then
    start = math.max(lane.v, tonumber(redis.call('HGET', TENANTS[priority], 'f:' .. tenant)) or 0)
  end
  lane.finishes[tenant] = start + 1
  local at = #lane.starts
  lane.starts[at + 1], lane.starts[at + 2] = start, id
end

local function flush_waiting()
  for _, priority in ipairs(PRIORITIES) do
    local lane = pushed[priority]
    if lane then
      local starts, tags = lane.starts, {}
      local last = redis.call('HINCRBY', kMeta, 'sequence', #starts / 2)
      local sequence = last - #starts / 2
      for i = 1, #starts, 2 do
        sequence = sequence + 1
        starts[i] = starts[i] * SEQUENCE + sequence % SEQUENCE
      end
      each_piece('ZADD', WAITING[priority], starts)
      for tenant, finish in pairs(lane.finishes) do
        tags[#tags + 1] = 'f:' .. tenant
        tags[#tags + 1] = finish
      end
      each_piece('HSET', TENANTS[priority], tags)
    end
  end
  pushed = {}
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
