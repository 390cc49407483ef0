-- Where a job stands that waits: taking it out, and moving it forward.

-- Its member of kParked (tenant, NUL, priority:score:id), where it is parked.
local function parked_member(id, tenant)
  if redis.call('EXISTS', kParked) == 0 then return nil end
  local prefix = tenant .. '\0'
  for _, member in ipairs(redis.call('ZRANGEBYLEX', kParked, '[' .. prefix, '(' .. tenant .. '\1')) do
    if string.match(string.sub(member, #prefix + 1), '^%d+:%d+:(.*)$') == id then return member end
  end
end

-- The record is nil where it is damaged.
local function take_out(id, record)
  for _, key in ipairs({kWaiting1, kWaiting2, kWaiting5, kWaiting10, kDelayed, kSuspects}) do
    if redis.call('ZREM', key, id) == 1 then return end
  end
  local member = record and parked_member(id, record[TENANT])
  if member then redis.call('ZREM', kParked, member) end
end

local function raise_priority(id, record, priority)
  local before = record[PRIORITY]
  record[PRIORITY] = priority
  write(id, record)
  if redis.call('ZREM', WAITING[before], id) == 1 then
    push_waiting(id, priority, record[TENANT])
    return
  end
  local member = parked_member(id, record[TENANT])
  if member then
    redis.call('ZREM', kParked, member)
    local start = tonumber(redis.call('HGET', TENANTS[priority], 'v')) or 0
    redis.call('ZADD', kParked, 0, string.format('%s\0%02d:%016.0f:%s', record[TENANT], priority, start * SEQUENCE, id))
  end
end
