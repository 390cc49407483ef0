-- What must happen though nobody claims or ends a run: expired leases and retention.
-- KEYS: jobs progress waiting1 waiting2 waiting5 waiting10 tenants1 tenants2 tenants5 tenants10 delayed active parked inflight suspects completed failed marker coalesce aliases askers minutes meta
-- INCLUDE: lib order settle
-- ARGV: max crashes, grace in ms, event channel, completed kept for ms, completed kept at most,
--       failed kept for ms, failed kept at most.
-- Before: nothing is assumed. After: none of up to 1000 expired leases is active any more, and up
-- to 1000 ended jobs of each kind that were kept long enough are forgotten. Returns how many
-- leases had expired.
local taken = 0
for _, id in ipairs(redis.call('ZRANGEBYSCORE', kActive, '-inf', now, 'LIMIT', 0, 1000)) do
  redis.call('ZREM', kActive, id)
  local record, known = read(id)
  if record then take_back(id, record, true, tonumber(ARGV[1]), tonumber(ARGV[2]))
  elseif known then damaged(id) end
  taken = taken + 1
end
trim(kCompleted, tonumber(ARGV[4]), tonumber(ARGV[5]), 1000)
trim(kFailed, tonumber(ARGV[6]), tonumber(ARGV[7]), 1000)
if taken > 0 then wake() end
flush_damage()
flush_stats()
flush_events(ARGV[3])
return taken
