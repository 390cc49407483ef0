-- Fails active jobs whose record no worker can read.
-- KEYS: jobs progress waiting1 waiting2 waiting5 waiting10 tenants1 tenants2 tenants5 tenants10 delayed active parked inflight suspects completed failed marker coalesce aliases askers minutes meta
-- INCLUDE: lib order settle
-- ARGV: event channel, then ids.
-- Before: nothing is assumed. After: none of them is active; those that were have failed as poison.
-- Returns how many.
local count = 0
for i = 2, #ARGV do
  if redis.call('ZREM', kActive, ARGV[i]) == 1 then
    damaged(ARGV[i])
    count = count + 1
  end
end
flush_damage()
flush_stats()
flush_events(ARGV[1])
return count
