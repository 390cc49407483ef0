-- Cancels jobs, or lets askers leave those that they share.
-- KEYS: jobs progress waiting1 waiting2 waiting5 waiting10 tenants1 tenants2 tenants5 tenants10 delayed active parked inflight suspects completed failed marker coalesce aliases askers minutes meta
-- INCLUDE: lib order place settle
-- ARGV: event channel, everybody (1: the job is cancelled whoever else waits for it; 0: it is when
--       its last asker has left), then ids, or ids that joined another job.
-- Before: nothing is assumed. After: a job to be cancelled that waited has failed as cancelled; the
-- run of one that is active will be told when its lease is renewed, and is not retried.
-- Returns per id: 1 cancelled, 2 its run will be told, 3 left (others wait for it), 0 unknown,
-- -1 over already.
local everybody = ARGV[2] == '1'

-- Returns whether anybody else waits for the job.
local function leave(asked, working)
  local raw = redis.call('HGET', kAskers, working)
  local stay, own = {}, asked ~= working
  for _, asker in ipairs(listed(raw)) do
    if asker == LEFT then own = false
    elseif asker ~= asked then stay[#stay + 1] = asker end
  end
  if not own and #stay == 0 then return false end
  if not own then table.insert(stay, 1, LEFT) end
  if asked ~= working then redis.call('HDEL', kAliases, asked) end
  if #stay > 0 then redis.call('HSET', kAskers, working, pack(stay))
  else redis.call('HDEL', kAskers, working) end
  return true
end

local reply = {}
for i = 3, #ARGV do
  local asked = ARGV[i]
  local working = redis.call('HGET', kAliases, asked) or asked
  local record = read(working)
  local answer
  if not record then answer = 0
  elseif record[STATE] == 'c' or record[STATE] == 'f' then answer = -1
  elseif not everybody and leave(asked, working) then answer = 3
  elseif record[STATE] == 'a' then
    record[CANCEL] = 1
    write(working, record)
    answer = 2
  else
    take_out(working, record)
    settle_cancelled(working, record)
    answer = 1
  end
  reply[#reply + 1] = answer
end
flush_stats()
flush_events(ARGV[1])
return reply
