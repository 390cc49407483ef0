-- Lists jobs of one state, a page at a time. Changes nothing.
-- KEYS: jobs progress waiting1 waiting2 waiting5 waiting10 suspects parked delayed active completed failed
-- INCLUDE: lib
-- ARGV: state (waiting, delayed, active, completed, failed), offset, limit, at most so many to look
--       at, then what they must have: actor, tenant, error code ('' = any), since and until in ms
--       (0 = any; by when they ended, or, if they have not, were accepted).
-- Returns the offset to go on from (-1 = no more), then per job: id, record without its message,
-- progress. Waiting and delayed jobs come in the order in which they will run, active ones by the end of
-- their lease, ended ones newest first.
local state, place, limit, most = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local actor, tenant, code = ARGV[5], ARGV[6], ARGV[7]
local since, till = tonumber(ARGV[8]), tonumber(ARGV[9])
local any = actor == '' and tenant == '' and code == '' and since == 0 and till == 0

local keys = {kSuspects, kWaiting1, kWaiting2, kWaiting5, kWaiting10, kParked}
if state == 'delayed' then keys = {kDelayed}
elseif state == 'active' then keys = {kActive}
elseif state == 'completed' then keys = {kCompleted}
elseif state == 'failed' then keys = {kFailed} end
local range = (state == 'completed' or state == 'failed') and 'ZREVRANGE' or 'ZRANGE'

local function slice(offset, count)
  local ids = {}
  for _, key in ipairs(keys) do
    local size = redis.call('ZCARD', key)
    if #ids >= count then break end
    if offset >= size then
      offset = offset - size
    else
      for _, id in ipairs(redis.call(range, key, offset, offset + count - #ids - 1)) do
        ids[#ids + 1] = key == kParked and string.match(id, '^[^%z]*%z%d+:%d+:(.*)$') or id
      end
      offset = 0
    end
  end
  return ids
end

local function fits(raw)
  if any then return true end
  local record = decode(raw)
  if not record then return false end
  local at = record[FINISHED] > 0 and record[FINISHED] or record[CREATED]
  if (actor ~= '' and record[ACTOR] ~= actor) or (tenant ~= '' and record[TENANT] ~= tenant)
    or (since > 0 and at < since) or (till > 0 and at >= till) then return false end
  if code == '' then return true end
  local ok, error = pcall(cmsgpack.unpack, record[OUTCOME])
  return ok and type(error) == 'table' and error.code == code
end

local reply = {-1}
while #reply <= limit do
  if most <= 0 then
    reply[1] = place
    break
  end
  local ids = slice(place, any and limit or math.min(most, 256))
  if #ids == 0 then break end
  local raws = read_many(kJobs, ids)
  for n = 1, #ids do
    if fits(raws[n]) then
      reply[#reply + 1] = {ids[n], without_message(raws[n]), redis.call('HGET', kProgress, ids[n])}
    end
    place = place + 1
    if #reply > limit then
      reply[1] = place
      break
    end
  end
  most = most - #ids
end
return reply
