-- Extends leases, and notes when their runs began.
-- KEYS: jobs active
-- INCLUDE: lib
-- ARGV: lease in ms, grace in ms, then per run three values: id, token, ms since the run began
--       (-1 = not yet).
-- Before: nothing is assumed. After: a lease whose token is current, and whose run is within
-- its timeout plus grace, ends at now + lease; any other is as it was.
-- Returns per run: 1 renewed, 0 lost (another owner, or over), 2 refused (past its timeout),
-- 3 renewed, and the run is to be told that its job is cancelled.
local lease, grace = tonumber(ARGV[1]), tonumber(ARGV[2])
local reply = {}
for i = 3, #ARGV, 3 do
  local id, token, ran = ARGV[i], tonumber(ARGV[i + 1]), tonumber(ARGV[i + 2])
  local record = read(id)
  local answer = 1
  if not record or record[STATE] ~= 'a' or record[TOKEN] ~= token then
    answer = 0
  elseif record[TIMEOUT] > 0 and ran >= record[TIMEOUT] + grace then
    answer = 2
  else
    redis.call('ZADD', kActive, 'XX', now + lease, id)
    if record[CANCEL] == 1 then answer = 3 end
    if ran >= 0 and record[STARTED] == 0 then
      record[STARTED] = now - ran
      write(id, record)
    end
  end
  reply[#reply + 1] = answer
end
return reply
