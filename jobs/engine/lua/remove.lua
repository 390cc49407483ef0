-- Removes jobs that are not active.
-- KEYS: jobs progress waiting1 waiting2 waiting5 waiting10 tenants1 tenants2 tenants5 tenants10 delayed active parked inflight suspects completed failed marker coalesce aliases askers minutes meta
-- INCLUDE: lib order place settle
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
    take_out(id, record)
    redis.call('ZREM', kCompleted, id)
    redis.call('ZREM', kFailed, id)
    if record and record[COALESCE] ~= '' and redis.call('HGET', kCoalesce, record[COALESCE]) == id then
      redis.call('HDEL', kCoalesce, record[COALESCE])
    end
    forget({id})
    reply[i] = 1
  end
end
return reply
