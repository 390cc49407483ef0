-- Reads the worker processes. Changes nothing.
-- KEYS: registry beats
-- ARGV: none.
-- Returns per worker: name, ms since its last sign of life, what it said of itself.
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local reply = {}
local beats = redis.call('ZRANGE', kBeats, 0, -1, 'WITHSCORES')
for i = 1, #beats, 2 do
  reply[#reply + 1] = {beats[i], now - tonumber(beats[i + 1]), redis.call('HGET', kRegistry, beats[i]) or ''}
end
return reply
