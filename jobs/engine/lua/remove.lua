-- Removes jobs that are not active.
-- KEYS: jobs messages outcomes progress waiting1 waiting2 waiting5 waiting10 tenants1 tenants2 tenants5 tenants10 delayed active parked inflight suspects completed failed marker coalesce aliases askers stats meta
-- INCLUDE: lib order settle
-- ARGV: ids.
-- Before: nothing is assumed. After: each is unknown, unless it is active.
-- Returns per id: 1 removed, 0 unknown, -1 active and left alone.
local reply = {}
for i, id in ipairs(ARGV) do
  local record, known = read(id)
  if not known then
    reply[i] = 0
  elseif record and record[STATE] == 'a' then
    reply[i] = -1
  else
    for _, key in ipairs({kWaiting1, kWaiting2, kWaiting5, kWaiting10, kDelayed, kSuspects, kCompleted, kFailed}) do
      redis.call('ZREM', key, id)
    end
    if record then
      local parked = redis.call('ZRANGEBYLEX', kParked, '[' .. record[TENANT] .. '\0', '(' .. record[TENANT] .. '\1')
      for _, member in ipairs(parked) do
        if string.match(string.sub(member, #record[TENANT] + 2), '^%d+:%d+:(.*)$') == id then
          redis.call('ZREM', kParked, member)
        end
      end
      if record[COALESCE] ~= '' and redis.call('HGET', kCoalesce, record[COALESCE]) == id then
        redis.call('HDEL', kCoalesce, record[COALESCE])
      end
    end
    forget({id})
    reply[i] = 1
  end
end
return reply
