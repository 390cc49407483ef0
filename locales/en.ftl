# English. The three files hold the same keys with the same variables.
# Ids (matches, accounts, references) are given as text, so that they get no separators.

## Days, as CLDR writes them

# The twelve, with spaces between them.
date-months = Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec
date = { $month } { $day }, { $year }

## Commands: names and descriptions as Discord lists them

command-link-name = link
command-link-description = Link your Steam account so that Apolo knows which player you are
command-link-steam_id-name = steam_id
command-link-steam_id-description = Your Steam ID, friend ID or profile link
command-unlink-name = unlink
command-unlink-description = Remove the link to your Steam account
command-profile-name = profile
command-profile-description = Show who you are in Dota 2: account, medal, record and last matches
command-match-name = match
command-match-description = Draw the card of a match: yours, or any by its number
command-match-id-name = id
command-match-id-description = Match number or link (your last match when left out)
command-match-only_me-name = only_me
command-match-only_me-description = Only your own part in the match, large
command-progress-name = progress
command-progress-description = Chart how your last matches went: gold, experience, KDA, wins and losses
command-progress-metric-name = metric
command-progress-metric-description = What the chart follows (gold per minute when left out)
command-progress-matches-name = matches
command-progress-matches-description = How many of the last matches, 3 to 500 (80 when left out)
command-progress-member-name = member
command-progress-member-description = Another member of this server (yourself when left out)
command-heroes-name = heroes
command-heroes-description = Chart the heroes you play: how often, and how often you win with them
command-heroes-member-name = member
command-heroes-member-description = Another member of this server (yourself when left out)
command-coach-name = coach
command-coach-description = Get coaching on a match: your last one, or any you played, by its number
command-coach-match-name = match
command-coach-match-description = Match number or link (your last match when left out)
command-leaderboard-name = leaderboard
command-leaderboard-description = Show who in this server plays best
command-leaderboard-metric-name = metric
command-leaderboard-metric-description = What to rank by (win rate when left out)
command-leaderboard-period-name = period
command-leaderboard-period-description = Which matches count (the last 7 days when left out)
command-dashboard-name = dashboard
command-dashboard-description = Post a panel with buttons for everyone in this channel
command-settings-name = settings
command-settings-description = Set Apolo up for this server: language, panel, weekly digest
command-privacy-name = privacy
command-privacy-description = See what Apolo keeps about you, get a copy, hide from others, delete everything
command-queuehealth-name = queuehealth
command-queuehealth-description = For Apolo's operators: how the job queues are doing
command-jobs-name = jobs
command-jobs-description = For Apolo's operators: jobs one by one
command-jobs-list-name = list
command-jobs-list-description = List jobs, those that run or wait first
command-jobs-list-queue-name = queue
command-jobs-list-queue-description = Only this queue
command-jobs-list-state-name = state
command-jobs-list-state-description = Only jobs in this state
command-jobs-show-name = show
command-jobs-show-description = Show one job: state, times, attempts, error
command-jobs-retry-name = retry
command-jobs-retry-description = Run a failed job again
command-jobs-cancel-name = cancel
command-jobs-cancel-description = Cancel a job that waits or runs
command-jobs-remove-name = remove
command-jobs-remove-description = Remove a job that is not running
command-jobs-job-name = job
command-jobs-job-description = The job's id, or the reference that a member was told
command-help-name = help
command-help-description = What Apolo can do, command by command

## Entries of Discord's menus on members and messages

menu-last_match = Show last match
menu-match_of_message = Show the match in here

choice-metric-win_rate = Win rate
choice-metric-kda = KDA
choice-metric-gpm = GPM (gold per minute)

choice-progress-gpm = GPM (gold per minute)
choice-progress-xpm = XPM (experience per minute)
choice-progress-kda = KDA
choice-progress-win_rate = Win rate
choice-progress-net_worth = Net worth
choice-progress-rank = Medal
choice-period-week = Last 7 days
choice-period-month = Last 30 days
match-choice = { $hero } · { $result ->
        [won] Win
        [lost] Loss
       *[unknown] No result
    } · { $score } · { $age }

## Errors: what the member gave

error-invalid-steam-id = That doesn't look like a Steam account. Give me your friend ID from Dota 2 (for example 104334048), your 17-digit Steam ID, or the link to a Steam, OpenDota, Dotabuff or STRATZ profile.
error-vanity-url = That link has a custom name, and from a name I can't tell which account it is. Take your friend ID from your profile in Dota 2, or the 17-digit Steam ID from the top of <https://store.steampowered.com/account>, and run `/{ command-link-name }` with that number.
error-invalid-match-id = That isn't a match number. It is the number Dota 2 shows at the top of a match's details, such as 7412345678; a link to the match on OpenDota, Dotabuff or STRATZ works too.
error-not-linked = I don't know your Steam account yet. Run `/{ command-link-name }` with your friend ID or a link to your profile, then try again.
error-member-not-linked = I can't show that member: they haven't linked a Steam account with `/{ command-link-name }` yet, or they don't want to be seen by others.
error-member-gone = That person isn't a member of this server, so I don't show their matches here.
error-member-is-bot = That's a bot, and bots don't play in ranked matches (as far as I know). Choose a person.
error-member-guild-only = In a direct message I only show your own matches. For someone else's, ask in a server that you share.
error-no-match-in-message = I can't find a match in this message. It takes a match number of ten digits, or a link to the match on OpenDota, Dotabuff or STRATZ.
error-not-in-match = I can't find you among the players of match { $match }. Check the number; if you did play it, your matches were hidden at the time: coaching works for matches played after turning on “Expose Public Match Data” in Dota 2.

## Errors: what Dota's sources say

error-match-not-found = I can't find match { $match }. Check the number; if the match has just ended, give it a few minutes and try again.
error-analysis-unfinished = OpenDota hasn't finished analysing match { $match } yet. It may still do: try `/{ command-match-name }` with this number later today. Replays older than about two weeks can't be analysed any more.
error-player-not-found = OpenDota doesn't know this player. Check the ID; with a new account, play one public match and try again.
error-private-profile = This player's matches are hidden. If it's you: in Dota 2, open Settings → Options → Social and turn on “Expose Public Match Data”. Matches you play from then on will show up.
error-no-matches = There are no public matches for this player yet. After the next one it takes a few minutes until I can see it.
error-no-medal = There is no medal to follow yet. Dota 2 shows one after the first ranked matches; once OpenDota knows it, I note it day by day.
error-not-enough-matches =
    { $have ->
        [0] A chart needs at least { $need } matches, and I can't see any yet that count. Games against bots and games under ten minutes don't. Play a few more and try again.
        [one] A chart needs at least { $need } matches, and I can see only one so far that counts. Games against bots and games under ten minutes don't. Play a few more and try again.
       *[other] A chart needs at least { $need } matches, and I can see only { $have } so far that count. Games against bots and games under ten minutes don't. Play a few more and try again.
    }
error-source-rate-limited =
    { $minutes ->
        [one] OpenDota is taking no more requests from me right now. Try again in a minute.
       *[other] OpenDota is taking no more requests from me right now. Try again in { $minutes } minutes.
    }
error-source-unavailable = OpenDota, where I get the matches from, isn't answering at the moment. I tried several times; please try again in a few minutes.
error-bad-response = OpenDota sent something I couldn't read. Please try again later. If it keeps happening, tell an operator this reference: { $reference }

## Errors: what happened to the work

error-timeout = This took too long, so I stopped it. Please try again. If it keeps happening, tell an operator this reference: { $reference }
error-poison = I couldn't finish this: it failed again and again. The operators can look into it with this reference: { $reference }
error-internal = Something went wrong on my side. Please try again. If it keeps happening, tell an operator this reference: { $reference }
error-cancelled = This request was cancelled. Run the command again if you still want the answer.
error-jobs-unavailable = I can't take on any work at the moment. Please try again in a few minutes. Reference for operators: { $reference }
error-store-unavailable = I can't reach my database at the moment, so nothing was changed. Please try again in a few minutes. Reference for operators: { $reference }
error-picture-expired = The picture was finished, but it is gone again. Please run the command once more.

## Errors: on the way into the channel

error-picture-too-large = The picture is larger than Discord accepts here, so I can't post it.
error-blocked-by-server = This server's AutoMod doesn't let my answer through. An administrator can exempt me in Server Settings → AutoMod.
error-missing-permissions = I'm not allowed to attach pictures in this channel. Ask an administrator for the permission “Attach Files” for me, or try another channel.

## Errors: refused at once

error-already-pending = I'm already on it: the answer to your first request is on its way.
error-fair-use-minute =
    { $seconds ->
        [one] That was a lot at once. I'm ready for you again in a second.
       *[other] That was a lot at once. I'm ready for you again in { $seconds } seconds.
    }
error-fair-use-member =
    { $minutes ->
        [one] You've asked me { $most } times within a day, which is all I have for one member. Try again in a minute.
       *[other] You've asked me { $most } times within a day, which is all I have for one member. Try again in { $minutes } minutes.
    }
error-fair-use-server =
    { $minutes ->
        [one] This server has used up what I have for one server a day. Try again in a minute.
       *[other] This server has used up what I have for one server a day. Try again in { $minutes } minutes.
    }
error-analyses-member =
    { $minutes ->
        [one] You can have { $most } matches analysed a day, and they're used up. Try again in a minute.
       *[other] You can have { $most } matches analysed a day, and they're used up. Try again in { $minutes } minutes.
    }
error-analyses-server =
    { $minutes ->
        [one] This server's analyses for today are used up. Try again in a minute.
       *[other] This server's analyses for today are used up. Try again in { $minutes } minutes.
    }
error-restarting = I'm just restarting. Please try again in a moment.
error-journal-unavailable = I can't accept requests at the moment. Please try again in a few minutes. Reference for operators: { $reference }
error-command-outdated = This command has changed in the meantime. Restart Discord (Ctrl+R on a computer) and run it again.
error-invalid-option = I can't use one of the options you gave. Choose from what Discord offers and try again.
error-guild-only = That only works in a server: a leaderboard is made of a server's members. Run `/{ command-leaderboard-name }` there.
error-dashboard-guild-only = The panel belongs in a channel of a server. Run `/{ command-dashboard-name }` there.
error-needs-manage-guild = Only members with the permission “Manage Server” may post the panel. Ask one of them to run `/{ command-dashboard-name }`.
error-settings-guild-only = Settings belong to a server. Run `/{ command-settings-name }` in yours.
error-settings-need-manage-guild = Only members with the permission “Manage Server” may change how I work in this server. Ask one of them to run `/{ command-settings-name }`.
error-channel-gone = I can't find that channel any more. Choose another one.
error-channel-closed = I may not post in <#{ $channel }>. Give me the permissions “View Channel”, “Send Messages” and “Attach Files” there, or choose another channel.
error-not-operator = This is for Apolo's operators only, who look after the machines it runs on.
error-queues-unreachable = I can't look at the jobs now: Redis isn't answering. Try again once it is back.
error-unknown-queue-name = There is no such queue. There are: { $queues }.
error-job-unknown = I don't know a job **{ $job }**. It may have been removed: finished jobs are kept for a while only.
error-reference-unknown = No job that is still kept has the reference **{ $job }**. What happened stands in the bots' logs under that reference.
error-button-outdated = This button no longer works: it comes from an older version of me. Someone with the permission “Manage Server” can post a new panel with `/{ command-dashboard-name }`; every command also works without it.

## Delivery: when an answer takes long

delivery-continues-in-channel = This is taking longer than usual. I'm still on it and will post the result in this channel.
progress-waiting = I have a lot to do right now; your request is in the queue…
progress-fetching = Fetching the match data…
progress-drawing = Drawing the picture…
progress-writing = Thinking about the match…
progress-computing = Adding up the figures…
progress-analysing = OpenDota is analysing the match; this usually takes a few minutes…
delivery-late-result = Here is the result for <@{ $user }>:
delivery-private-expired = This is taking longer than Discord lets me keep a private answer open. Please run the command again in a few minutes; by then it should go faster.

## Having a match analysed

analysis-button = Request analysis
analysis-requested = Requested: OpenDota is now analysing match { $match }, which usually takes a few minutes. I'll post the fuller card in this channel as soon as it's ready.
analysis-done = Match { $match } has been analysed; here is the fuller card.

## Linking a Steam account

link-done = Done: you're linked to **{ $name }** (friend ID { $account }). `/{ command-match-name }` now shows your matches.
link-done-unnamed = Done: you're linked to the account with friend ID { $account }. `/{ command-match-name }` now shows your matches.
link-hidden = Done: you're linked to the account with friend ID { $account }. Its matches are hidden though, so I can't show them yet: in Dota 2, open Settings → Options → Social and turn on “Expose Public Match Data”.
link-unchanged = You're already linked to the account with friend ID { $account }.
link-removed = Done: I've forgotten your Steam account.
link-none = No Steam account was linked, so there is nothing to remove.
link-form-title = Link your Steam account
link-form-label = Your Steam account

## The profile

profile-no-medal = No medal
profile-account = Friend ID { $account } · [OpenDota](<https://www.opendota.com/players/{ $account }>)
profile-friend-id = Friend ID { $account }
profile-result =
    { $result ->
        [won] Win
        [lost] Loss
       *[unknown] No result
    }
profile-recent = Last matches
profile-hidden = These matches are hidden, so I can't show any: in Dota 2, open Settings → Options → Social and turn on “Expose Public Match Data”.
profile-no-matches = I can't see any matches at the moment.

## The dashboard

panel-title = Apolo
panel-text = Your Dota 2 matches at the press of a button. First time here? Tell me who you are with `/{ command-link-name }` and your friend ID, then press away.
panel-last_match = Last match
panel-progress = Progress
panel-heroes = Heroes
panel-coaching = Coaching
panel-leaderboard = Leaderboard
panel-language = Language
panel-link = Link Steam

## The member's language

language-prompt = Which language should I use with you, in every server and in direct messages?
language-automatic-button = Same as Discord
language-set = Got it, from now on I'll answer you in English.
language-automatic = Got it, from now on I'll answer you in the language your Discord is set to, where I speak it.

## The server's settings

settings-title = ## Settings of this server
    Each choice is saved as soon as you make it.
settings-language-label = **Language**
    -# For everyone who hasn't chosen their own with the panel's “{ panel-language }” button.
settings-language-automatic = As each member's Discord is set
settings-panel-label = **Panel**
    -# Who sees what the panel's buttons bring.
settings-panel-public-choice = Answer in the channel
settings-panel-private-choice = Answer only the person who presses
settings-digest-label = **Weekly digest**
    -# The week's leaderboard, highlights and the best match, once a week.
settings-digest-channel_gone = I turned it off: the channel is gone. Choose another one, and a day.
settings-digest-channel_closed = I turned it off: I may not post pictures in that channel. Let me see the channel, send messages and attach files there, then choose a day again.
settings-digest-off-choice = Off
settings-day-1 = Every Monday
settings-day-2 = Every Tuesday
settings-day-3 = Every Wednesday
settings-day-4 = Every Thursday
settings-day-5 = Every Friday
settings-day-6 = Every Saturday
settings-day-7 = Every Sunday
settings-channel-label = **Channel of the digest**
settings-channel-placeholder = Choose a channel
settings-language-set =
    { $language ->
        [en] Saved. In this server I now speak English, except to members who have chosen another language.
        [pt] Saved. In this server I now speak Portuguese, except to members who have chosen another language.
        [es] Saved. In this server I now speak Spanish, except to members who have chosen another language.
       *[none] Saved. I now answer all members in the language their Discord is set to, where I speak it.
    }
settings-panel-public = Saved. The panel's buttons now answer in the channel, for everyone to see.
settings-panel-private = Saved. The panel's buttons now answer only the person who presses them.
settings-digest-on = Saved. { $day } I'll post the weekly digest in <#{ $channel }>.
settings-digest-off = Saved. There is no weekly digest.
settings-digest-needs-channel = Saved. Weekly digest: { $day }. Now choose the channel it goes to; until then there is none.
settings-digest-needs-day = Saved. The channel of the weekly digest is <#{ $channel }>. The digest itself is off until you choose a day.

## The help

help-title = ## What I can do
    Link your Steam account once; after that, every command knows who you are.
help-everyone = ### For everyone
help-managers = ### For those who manage the server
help-operators = ### For operators
help-menus = **Menus:** “{ menu-last_match }” is in a member's menu under “Apps”, “{ menu-match_of_message }” in a message's.

## Privacy

privacy-title = ## What I keep about you
privacy-stored = **In my database, until you delete it**
    • the Steam account you linked, and when
    • the servers where you have used me, for their leaderboards
    • what you chose: your language, and whether others may see you
    • your places on those leaderboards
    • of that account: its name, its medal day by day, and its public matches as OpenDota tells them
privacy-short = **For a short time**
    • your requests, for up to a day: to answer them, and to find out what went wrong
    • how much you asked for, for up to a day: so that nobody uses up what is there for all
    • finished pictures and files for an hour, coaching texts (without your name) for 30 days
privacy-not-stored = **Never**
    • your messages, your friends, your password, your e-mail address
privacy-export-json = Get a copy (JSON)
privacy-export-csv = Get a copy (CSV)
privacy-visibility = **Who may see you:** members of your servers can look up your matches, and you are on leaderboards. If you hide, neither is so.
privacy-visibility-hide = Hide me from others
privacy-visibility-show = Show me to others
privacy-ask-delete = Delete everything…
privacy-delete-question = **Delete everything that I keep about you?** This can't be undone. Your Steam account is unlinked, and your history here is gone; what Dota 2 and OpenDota know stays with them.
privacy-delete-yes = Delete everything
privacy-delete-no = Keep it
privacy-exported = This is all that I keep about you. Only you can see this message.
privacy-deleted = Done: everything about you is deleted from my database. What still remains goes by itself: your last requests, and the count of them, within a day; finished pictures and files within an hour; coaching texts without your name within 30 days. Public match data that other players need stays; it doesn't say who you are on Discord. If you're one of my operators: what you did as one stays in the audit log for a year.
privacy-nothing-to-delete = There was nothing about you in my database. Your last requests are gone within a day.
privacy-hidden = Done: others can't look you up any more, and you're off the leaderboards. You can still use everything yourself; what you ask for in a channel, everyone there sees.
privacy-shown = Done: members of your servers can look up your matches, and you're back on the leaderboards from their next update on.

## Queue health, for operators

health-verdict-healthy = Healthy
health-verdict-degraded = Degraded
health-verdict-critical = Critical
health-title = Job queues: { $verdict }
health-as-of = As of { $time }
health-redis = Redis answers in { $latency } and uses { $used } of memory.
health-redis-limited = Redis answers in { $latency } and uses { $used } of { $limit } of memory.
health-redis-away = No figures: Redis isn't answering. Requests that were already accepted are kept in the journal and will still be answered.
health-database = PostgreSQL { $version } answers in { $latency }.
health-database-away = PostgreSQL isn't answering: links, settings and leaderboards can't be read or changed.
health-workers =
    { $count ->
        [0] No worker process is running.
        [one] 1 worker process is running; threads at work: { $busy } of { $threads }.
       *[other] { $count } worker processes are running; threads at work: { $busy } of { $threads }.
    }
health-paused = paused
health-counts = Waiting: { $waiting } · active: { $active } · delayed: { $delayed } · failed: { $failed } · completed: { $completed }
health-times = Per minute: { $rate } · wait p50 / p95: { $wait } · run p50 / p95: { $run } · oldest waiting: { $oldest } · workers: { $workers }
health-more-queues =
    { $count ->
        [one] 1 more queue is not shown here; `apolo queues` lists them all.
       *[other] { $count } more queues are not shown here; `apolo queues` lists them all.
    }
health-reason-unreachable = Redis isn't answering.
health-reason-no_worker =
    { $count ->
        [one] 1 job is waiting, and no worker takes this queue.
       *[other] { $count } jobs are waiting, and no worker takes this queue.
    }
health-reason-stalled_worker = A worker process has been silent for { $time }.
health-reason-backlog = { $count } jobs are waiting.
health-reason-slow = The oldest job has been waiting for { $time }.
health-reason-failures = { $percent }% of the jobs of the last 10 minutes failed.
health-reason-paused =
    { $count ->
        [one] Paused while 1 job is waiting.
       *[other] Paused while { $count } jobs are waiting.
    }
health-reason-memory = Redis has used { $percent }% of its memory.
health-reason-database = PostgreSQL isn't answering.
health-reason-local =
    { $count ->
        [one] 1 job is running on the bot's own machine, without Redis.
       *[other] { $count } jobs are running on the bot's own machine, without Redis.
    }
health-chart-away = No chart: Redis isn't answering.
health-chart-paused = No chart: the queue in which it would be drawn is paused.
health-chart-no_worker = No chart: no worker takes the queue in which it would be drawn.
health-chart-late = No chart: no worker has drawn it within 20 seconds.
health-chart-failed = No chart: drawing it failed; the log of the workers says why.
health-pause = Pause a queue…
health-resume = Resume a queue…
health-all = All queues
health-refresh = Refresh
health-retry = Retry failed jobs
health-clear = Clear failed jobs
health-clear-question =
    { $count ->
        [one] Remove 1 failed job for good? It can't be looked at or retried afterwards.
       *[other] Remove { $count } failed jobs for good? They can't be looked at or retried afterwards.
    }
health-clear-yes = Remove
health-clear-no = Keep them
health-note-paused = Paused: { $queues }
health-note-resumed = Resumed: { $queues }
health-note-unchanged = Nothing had to be changed.
health-note-retried =
    { $count ->
        [0] There were no failed jobs to retry.
        [one] 1 failed job is queued again.
       *[other] { $count } failed jobs are queued again.
    }
health-note-cleared =
    { $count ->
        [0] There were no failed jobs to remove.
        [one] 1 failed job was removed.
       *[other] { $count } failed jobs were removed.
    }
health-note-busy = I'm still at it. Press “{ health-refresh }” in a moment.
health-note-failed = That couldn't be done: Redis isn't answering. Try again once it is back.

## Alerts, for operators

alert-before = Before: { $verdict }
alert-look = `/{ command-queuehealth-name }` shows more, and has the levers.

## The audit log, for operators

audit-title = Audit log
audit-back = Back to the queues
audit-empty = Nothing has been done yet.
audit-more = `apolo audit` shows more.
audit-incomplete = PostgreSQL isn't answering: these are only the entries that still wait on this machine.
audit-waiting = not in the database yet
audit-begun = outcome unknown
audit-failed = failed: { $reason }
audit-action-pause = Paused
audit-action-resume = Resumed
audit-action-retry_failed = Failed jobs retried
audit-action-clear_failed = Failed jobs removed
audit-action-retry_job = Job retried
audit-action-remove_job = Job removed
audit-action-cancel_job = Job cancelled
audit-action-drain = Queue drained
audit-action-raise_job = Job moved forward

## Jobs, for operators

job-state-active = Active
job-state-waiting = Waiting
job-state-delayed = Delayed
job-state-completed = Completed
job-state-failed = Failed
job-state-unknown = Not kept any more
job-attempts = { $attempts } of { $most } attempts
job-attempts-whole =
    { $crashes ->
        [0] Attempts: { $attempts } of { $most }
        [one] Attempts: { $attempts } of { $most } · { $crashes } crash
       *[other] Attempts: { $attempts } of { $most } · { $crashes } crashes
    }
job-priority = Priority { $priority } · { $tenant }
job-tenant-server = for server { $server }
job-tenant-direct = for a direct message
job-tenant-none = for nobody in particular
job-progress = Progress: { $percent }% · { $what }
job-worker = Worker: { $worker }
job-created = Created: { $time }
job-due = Due: { $time }
job-started = Started: { $time }
job-finished = Finished: { $time }
job-error = Error **{ $code }**: { $message }
jobs-title = Jobs · { $queue }
jobs-none = There are none.
jobs-page =
    { $count ->
        [one] Page { $page } of { $pages } · 1 job
       *[other] Page { $page } of { $pages } · { $count } jobs
    }
jobs-previous = Previous
jobs-next = Next
jobs-look = Look at a job…
jobs-list = List
jobs-retry = Retry
jobs-cancel = Cancel
jobs-remove = Remove
jobs-keep = Keep it
jobs-cancel-question = Cancel the job `{ $job }`? Everyone waiting for it will be told that it was cancelled.
jobs-remove-question = Remove the job `{ $job }` for good? It can't be looked at or retried afterwards.
jobs-retry_job-done = The job is queued again.
jobs-retry_job-refused = It isn't failed, so there was nothing to retry.
jobs-cancel_job-done = The job was cancelled. If it was already running, it will stop as soon as it can.
jobs-cancel_job-refused = It had already ended, so there was nothing to cancel.
jobs-remove_job-done = The job was removed.
jobs-remove_job-refused = It is running, so it stays.

## The match card

card-radiant = Radiant
card-dire = Dire
card-victory-radiant = Radiant Victory
card-victory-dire = Dire Victory
card-victory-team = { $team } wins
card-no-result = No result
card-winner = WINNER
card-mvp = MVP
card-abandoned = LEFT
card-anonymous = Anonymous
card-unknown-hero = Hero #{ $id }
card-match = Match { $id }
card-no-players = The source lists no players for this match
card-no-figures = The source gives no figures for this match
card-net-worth = Net worth
card-earned-gold = Earned gold
card-advantage-gold = Gold advantage (earned)
card-advantage-net-worth = Net worth advantage
card-biggest-lead = biggest lead, minute { $minute }
card-totals = Team totals
card-not-parsed = Not parsed, so there is no graph over time
card-total-kills = Kills
card-total-hero-damage = Hero damage
card-total-tower-damage = Tower damage
card-total-last-hits = Last hits
card-detail-gpm = GPM
card-detail-xpm = XPM
card-detail-last-hits = LH

card-lobby-normal = Unranked
card-lobby-practice = Lobby
card-lobby-tournament = Tournament
card-lobby-tutorial = Tutorial
card-lobby-coop_bots = Co-op vs. bots
card-lobby-ranked_team_mm = Ranked
card-lobby-ranked_solo_mm = Ranked
card-lobby-ranked = Ranked
card-lobby-1v1_mid = 1v1
card-lobby-battle_cup = Battle Cup
card-lobby-local_bots = Bots
card-lobby-spectator = Spectator
card-lobby-event = Event
card-lobby-gauntlet = Gauntlet
card-lobby-new_player = New players
card-lobby-featured = Featured

card-mode-all_pick = All Pick
card-mode-captains_mode = Captains Mode
card-mode-random_draft = Random Draft
card-mode-single_draft = Single Draft
card-mode-all_random = All Random
card-mode-intro = Intro
card-mode-diretide = Diretide
card-mode-reverse_captains_mode = Reverse Captains Mode
card-mode-greeviling = Greeviling
card-mode-tutorial = Tutorial
card-mode-mid_only = Mid Only
card-mode-least_played = Least Played
card-mode-limited_heroes = Limited Heroes
card-mode-compendium_matchmaking = Compendium
card-mode-custom = Custom game
card-mode-captains_draft = Captains Draft
card-mode-balanced_draft = Balanced Draft
card-mode-ability_draft = Ability Draft
card-mode-event = Event
card-mode-all_random_death_match = All Random Deathmatch
card-mode-1v1_mid = 1v1 Solo Mid
card-mode-all_draft = All Pick
card-mode-turbo = Turbo
card-mode-mutation = Mutation
card-mode-coaches_challenge = Coach's Challenge

card-medal-herald = Herald
card-medal-guardian = Guardian
card-medal-crusader = Crusader
card-medal-archon = Archon
card-medal-legend = Legend
card-medal-ancient = Ancient
card-medal-divine = Divine
card-medal-immortal = Immortal

card-alt-result = Dota 2 match { $id }: { $result }, after { $duration }.
card-alt-facts = { $facts }.
card-alt-team = { $team }: { $players }.
card-alt-player = { $name } ({ $hero }) { $kda }, { $gold }
card-alt-gold-net-worth = Each with kills/deaths/assists and net worth.
card-alt-gold-earned-gold = Each with kills/deaths/assists and earned gold.

## The player card

player-victory = Victory
player-defeat = Defeat
player-left = Abandoned
player-level = Level { $level }
player-some-hero = Unknown hero
player-deaths = Deaths
player-assists = Assists
player-percent = { $percent }%
player-gpm = GPM
player-xpm = XPM
player-last-hits = Last hits
player-hero-damage = Hero damage
player-tower-damage = Tower damage
player-healing = Healing
player-participation = Kill participation
player-better-than = better than { $percent }%
player-of-team = { $percent }% of team
player-section-hero = Compared with recent games as { $hero }
player-section-team = Compared with the team
player-verdict-won-strong = Outstanding in victory
player-verdict-won-mixed = A solid win
player-verdict-won-weak = A win despite quiet figures
player-verdict-lost-strong = Outstanding in defeat
player-verdict-lost-mixed = Held up in defeat
player-verdict-lost-weak = A hard match
player-verdict-none-strong = Outstanding figures
player-verdict-none-mixed = Solid figures
player-verdict-none-weak = Quiet figures
player-verdict-abandoned = Left before the end
player-best = Strongest: { $figure }, better than { $percent }%
player-worst = weakest: { $figure }, better than { $percent }%
player-part-kills = Took part in { $percent }% of the team's kills
player-part-damage = { $percent }% of the team's hero damage
player-part-worth = no. { $place } of the team in net worth
player-alt-opening = { $name } as { $hero } in Dota 2 match { $id }: { $result } after { $duration }, kills/deaths/assists { $kda }.

## The progress chart

progress-title = Progress
progress-subtitle = Last { $matches } matches · { $window }-match rolling average
progress-subtitle-turbo = Last { $matches } Turbo matches · { $window }-match rolling average
progress-win-rate = { $percent }% wins
progress-wins = { $wins } W
progress-losses = { $losses } L
progress-win = W
progress-loss = L
progress-gold_per_min = GPM
progress-xp_per_min = XPM
progress-kda = KDA
progress-win_rate = Win rate
progress-net_worth = Net worth
progress-percent = { $percent }%
progress-turbo = TURBO
progress-since = vs. first { $window } matches
progress-best = Best { $value }
progress-best-with = Best { $value } · { $hero }
progress-worst = Worst { $value }
progress-worst-with = Worst { $value } · { $hero }
progress-turbo-left-out =
    { $matches ->
        [one] without 1 Turbo match
       *[other] without { $matches } Turbo matches
    }
progress-medal = Medal
progress-medal-place = { $medal } #{ $place }
progress-medal-since = since { $day }
progress-medal-first = first noted now; the line grows day by day
progress-no-figures = No figures for these matches

progress-alt-opening = Dota 2 progress of { $name }: last { $matches } matches.
progress-alt-opening-unnamed = Dota 2 progress: last { $matches } matches.
progress-alt-opening-turbo = Dota 2 progress of { $name }: last { $matches } Turbo matches.
progress-alt-opening-turbo-unnamed = Dota 2 progress: last { $matches } Turbo matches.
progress-alt-period = From { $first } to { $last }.
progress-alt-result = Wins: { $wins }. Losses: { $losses }. Win rate: { $percent }%.
progress-alt-averages = Averages of the last { $window } matches: { $figures }.
progress-alt-averages-compared = Averages of the last { $window } matches, compared with the first { $window }: { $figures }.
progress-alt-figure = { $figure } { $value }
progress-alt-figure-up = { $figure } { $value } (up { $change })
progress-alt-figure-down = { $figure } { $value } (down { $change })
progress-alt-figure-same = { $figure } { $value } (unchanged)
progress-alt-turbo-left-out =
    { $matches ->
        [one] { $figures } without 1 Turbo match.
       *[other] { $figures } without { $matches } Turbo matches.
    }
progress-alt-medal = Medal now: { $medal }.
progress-alt-medal-up =
    { $stars ->
        [one] On { $day } it was { $medal }: up 1 star.
       *[other] On { $day } it was { $medal }: up { $stars } stars.
    }
progress-alt-medal-down =
    { $stars ->
        [one] On { $day } it was { $medal }: down 1 star.
       *[other] On { $day } it was { $medal }: down { $stars } stars.
    }
progress-alt-medal-same = On { $day } it was { $medal }: unchanged.
progress-alt-best = Best { $figure } in one match: { $value }.
progress-alt-best-with = Best { $figure } in one match: { $value }, with { $hero }.

## The hero-pool chart

heroes-title = Heroes
heroes-matches =
    { $matches ->
        [one] Last match
       *[other] Last { $matches } matches
    }
heroes-count =
    { $heroes ->
        [one] { $heroes } hero
       *[other] { $heroes } heroes
    }
heroes-rate = Win rate and margin of error (95%)
heroes-best = BEST
heroes-others =
    { $heroes ->
        [one] and { $heroes } more hero: { $games }, { $rate } won
       *[other] and { $heroes } more heroes: { $games }, { $rate } won
    }
heroes-alt =
    { $matches ->
        [one] Dota 2 heroes of { $name } in the last match, with games, win rate and KDA:
       *[other] Dota 2 heroes of { $name } in the last { $matches } matches, with games, win rate and KDA:
    }
heroes-alt-unnamed =
    { $matches ->
        [one] Dota 2 heroes of the last match, with games, win rate and KDA:
       *[other] Dota 2 heroes of the last { $matches } matches, with games, win rate and KDA:
    }
heroes-alt-hero = { $hero } { $games }, { $rate }, { $kda }

## The queue-health chart

queues-title = Job queues
queues-hour = The last 60 minutes, minute by minute
queues-moment = { $time } UTC
queues-per-minute = Jobs per minute
queues-failed = { $failed } failed ({ $percent })
queues-failed-short = { $failed } failed
queues-none-failed = none failed
queues-wait = Wait before a job starts
queues-p95 = p95 { $time }
queues-p50 = p50 { $time }
queues-ago = 60 min ago
queues-now = now
queues-nothing = No jobs in the last hour
queues-line = { $waiting } waiting · { $done } done
queues-line-short = { $waiting } waiting
queues-paused = paused · { $waiting } waiting
queues-more =
    { $count ->
        [one] and { $count } more queue
       *[other] and { $count } more queues
    }
queues-alt = Job queues in the last hour: { $verdict }. Jobs per minute: { $rate }; { $failures }. Wait: p50 { $median }, p95 { $slow }.

## Coaching: title, mark, notes

coach-title-won = **{ $hero }: victory**
coach-title-lost = **{ $hero }: defeat**
coach-title-unknown = **{ $hero }: result unknown**
coach-title-abandoned = **{ $hero }: abandoned**
coach-title-minutes = { $minutes } min
coach-some-hero = your hero
coach-mark-gemini = Match { $match } · Written by Gemini, an AI, from this match's figures. It can be wrong.
coach-mark-rules = Match { $match } · Written by Apolo's rules, without AI.
coach-note-turbo = Turbo gives more gold and experience, so I leave out comparisons with normal matches.
coach-note-no-benchmarks = The source has no comparison with other matches of this hero.
coach-note-unparsed = The replay hasn't been analysed, so I can't say how the lead went.

## Coaching by rules: the frame

coach-went-well = Went well
coach-work-on = Work on
coach-nothing-good = No figure stands out this time. It happens; the points below are where to begin.
coach-nothing-bad = These figures point to no weak spot. What they don't show, such as vision and timing, is best seen in the replay.
coach-even = Your figures are close to what is usual, with nothing that stands out for good or bad. To find what to improve, watch the replay from your hero's view and stop at each of your deaths and each lost fight.
coach-thin = The source gives hardly any figures of this match, so there is nothing I could honestly say about your play.
coach-abandoned = You left this match before its end, so your figures can't be measured against whole matches.
coach-abandoned-advice = Leaving counts as a loss and sends you to low priority after a while. Queue when you have the time for a long match, and if the game or the connection breaks, come back: a late return still helps your team.
coach-short =
    { $minutes ->
        [0] This match ended within a minute: there is nothing to coach yet.
        [one] This match was over after { $minutes } minute: there is nothing to coach yet.
       *[other] This match was over after { $minutes } minutes, too soon to judge how you played.
    }
coach-short-advice = Play another one, and I'll have more to say.

coach-opening-won-strong-a = A win, and you had a real share in it.
coach-opening-won-strong-b = Well played: a lot of this win came from you.
coach-opening-won-mixed-a = A win with light and shade: some things to repeat, some to fix.
coach-opening-won-mixed-b = You won, and there is still something to take along for the next match.
coach-opening-won-weak-a = A win is a win, but the figures say you have more in you.
coach-opening-won-weak-b = Your team got there; your own figures leave room to grow.
coach-opening-won-even-a = A win without extremes in your figures.
coach-opening-won-even-b = You won a match in which little of your figures sticks out.
coach-opening-lost-strong-a = A loss, but not for want of trying: your figures hold up.
coach-opening-lost-strong-b = You lost, and still did a lot right.
coach-opening-lost-mixed-a = A loss with something to keep and something to change.
coach-opening-lost-mixed-b = It didn't work out this time, but there is something to build on.
coach-opening-lost-weak-a = A hard match. Take it as a short list of things to practise, one at a time.
coach-opening-lost-weak-b = This one hurt. The good news: what went wrong can be practised.
coach-opening-lost-even-a = A loss without extremes in your figures.
coach-opening-lost-even-b = You lost a match in which little of your figures sticks out.
coach-opening-unknown = The result of this match isn't known, so I only look at how you played.

coach-form-normal = **Form:** { $wins ->
        [one] { $wins } win
       *[other] { $wins } wins
    } in the { $games } matches before this one ({ $rate }%).
coach-form-turbo = **Form:** { $wins ->
        [one] { $wins } win
       *[other] { $wins } wins
    } in the { $games } Turbo matches before this one ({ $rate }%).
coach-form-few-normal =
    { $games ->
        [one] **Form:** I know only { $games } earlier match of yours, too little to compare with.
       *[other] **Form:** I know only { $games } earlier matches of yours ({ $wins } won), too little to speak of form.
    }
coach-form-few-turbo =
    { $games ->
        [one] **Form:** I know only { $games } earlier Turbo match of yours, too little to compare with.
       *[other] **Form:** I know only { $games } earlier Turbo matches of yours ({ $wins } won), too little to speak of form.
    }
coach-form-none-normal = **Form:** I know no earlier matches of yours to compare this one with.
coach-form-none-turbo = **Form:** I know no earlier Turbo matches of yours to compare this one with.
coach-form-good-run = You're on a good run: keep the heroes and the habits that brought you here.
coach-form-bad-run = Results are rough at the moment. Stay with a few heroes you know well, and take a break after losses in a row.
coach-form-hero =
    { $games ->
        [one] With { $hero } there is only one of them{ $wins ->
            [0] , lost.
           *[other] , won.
        }
       *[other] { $games } of them with { $hero }, { $wins } won.
    }
coach-form-new-hero = None of them with { $hero }.

## Coaching by rules: what went well

coach-farm-good = **Farm:** { $value } GPM, { $percentile ->
        [100] as good as it gets with { $hero }
       *[other] better than { $percentile }% of recent games with { $hero }
    }. You made good use of the map.
coach-farm-good-support = **Farm:** { $value } GPM, { $percentile ->
        [100] as good as it gets with { $hero }
       *[other] better than { $percentile }% of recent games with { $hero }
    }. As a support that buys you the items that turn fights.
coach-farm-good-form = **Farm:** { $value } GPM, { $change } above your usual { $usual }.
coach-last-hits-good = **Last hits:** { $value } per minute, { $percentile ->
        [100] as good as it gets with { $hero }
       *[other] better than { $percentile }% of recent games with { $hero }
    }. That is a steady income.
coach-laning-good = **Laning:** { $value } last hits in the laning stage, { $percentile ->
        [100] as good as it gets with { $hero }
       *[other] better than { $percentile }% of recent games with { $hero }
    }. A start like that is worth a lot.
coach-experience-good = **Experience:** { $value } XPM, { $percentile ->
        [100] as good as it gets with { $hero }
       *[other] better than { $percentile }% of recent games with { $hero }
    }. You had your levels early.
coach-deaths-none = **Survival:** not a single death in { $minutes } minutes. You gave the enemy nothing.
coach-deaths-good = **Survival:** { $value ->
        [one] only { $value } death
       *[other] only { $value } deaths
    } in { $minutes } minutes. Staying alive gave you time on the map.
coach-deaths-good-form = **Survival:** { $value ->
        [one] { $value } death
       *[other] { $value } deaths
    }, where your usual is { $usual }. You picked your moments well.
coach-kda-good = **KDA:** { $value }, clearly above your usual { $usual }.
coach-participation-good = **Team fights:** you had a part in { $value }% of your team's kills. You were where things happened.
coach-damage-good = **Damage:** { $value } to heroes, { $percentile ->
        [100] as good as it gets with { $hero }
       *[other] better than { $percentile }% of recent games with { $hero }
    }. You made your fights count.
coach-damage-good-share = **Damage:** { $value }% of your team's damage to heroes came from you.
coach-buildings-good = **Buildings:** { $value } damage to buildings, { $percentile ->
        [100] as good as it gets with { $hero }
       *[other] better than { $percentile }% of recent games with { $hero }
    }. Towers are what opens the map.
coach-buildings-good-plain = **Buildings:** { $value } damage to buildings. You took what wins matches.
coach-healing-good = **Healing:** { $value } healed, { $percentile ->
        [100] as good as it gets with { $hero }
       *[other] better than { $percentile }% of recent games with { $hero }
    }. Your team lived longer thanks to you.
coach-lead-good = **Comeback:** your team was { $value } gold behind around minute { $minute } and still won. You didn't give up, and that is worth a lot.

## Coaching by rules: what to work on

coach-farm-bad = **Farm:** { $value } GPM, { $percentile ->
        [0] less than in practically every recent game with { $hero }
       *[other] better than only { $percentile }% of recent games with { $hero }
    }. When nothing happens on the map, take the nearest safe wave and the camps beside it before you look for a fight.
coach-farm-bad-form = **Farm:** { $value } GPM, { $change } below your usual { $usual }. Look in the replay for the time you walked without a goal, and fill it with a wave or a camp.
coach-last-hits-bad = **Last hits:** { $value } per minute, { $percentile ->
        [0] fewer than in practically every recent game with { $hero }
       *[other] better than only { $percentile }% of recent games with { $hero }
    }. Plan your way so that you reach each wave as it arrives, and take a camp in between.
coach-laning-bad = **Laning:** { $value } last hits in the laning stage, { $percentile ->
        [0] fewer than in practically every recent game with { $hero }
       *[other] better than only { $percentile }% of recent games with { $hero }
    }. Warm up with last hits in the demo, and on a hard lane ask for a pull or go to the jungle in time.
coach-experience-bad = **Experience:** { $value } XPM, { $percentile ->
        [0] less than in practically every recent game with { $hero }
       *[other] better than only { $percentile }% of recent games with { $hero }
    }. Time between lanes gives no levels: stay near a dying wave, and walk only with a plan.
coach-deaths-bad-core = **Deaths:** { $value } in { $minutes } minutes. Each one is gold and time for the enemy: farm where you know they are not, and keep the way out free.
coach-deaths-bad-support = **Deaths:** { $value } in { $minutes } minutes. Supports die, but rarely for free: stay behind your cores until the enemy has used their stuns.
coach-deaths-bad-form = **Deaths:** { $value }, where your usual is { $usual }. Look at each of them in the replay: which enemy was missing on the map just before?
coach-kda-bad = **KDA:** { $value }, below your usual { $usual }. Before you join a fight, make sure that your team is around you.
coach-participation-bad-core = **Team fights:** you had a part in { $value }% of your team's kills. Carry a TP scroll, and farm close enough to your team that you can join when a fight begins.
coach-participation-bad-support = **Team fights:** you had a part in { $value }% of your team's kills. Move with your strongest core, and carry a TP scroll to be there when a fight begins elsewhere.
coach-damage-bad = **Damage:** { $value } to heroes, { $percentile ->
        [0] less than in practically every recent game with { $hero }
       *[other] better than only { $percentile }% of recent games with { $hero }
    }. Enter fights right after the enemy's first stuns, and stay alive to deal damage until the end.
coach-damage-bad-share = **Damage:** only { $value }% of your team's damage to heroes came from you. Ask yourself which item lets you stay in a fight, and buy it earlier.
coach-buildings-bad = **Buildings:** { $value } damage to buildings, { $percentile ->
        [0] less than in practically every recent game with { $hero }
       *[other] better than only { $percentile }% of recent games with { $hero }
    }. After a won fight, go for the nearest tower before you go back to farming.
coach-buildings-bad-none = **Buildings:** no damage to buildings at all. After a won fight, go for the nearest tower before you go back to farming.
coach-lead-bad = **Closing:** your team was { $value } gold ahead around minute { $minute } and lost. With a lead, take towers and vision together and fight only around them; no need to chase.

## Coaching by rules: the one thing for the next match

coach-focus-farm = **For the next match:** always know your next wave or camp before you finish the one you're at.
coach-focus-experience = **For the next match:** don't leave a lane before the wave is dead, unless a kill is certain.
coach-focus-deaths = **For the next match:** before you show yourself on a lane, count the enemies on the map. If too many are missing, don't go.
coach-focus-deaths-support = **For the next match:** let someone else show first. Come from behind, use your spells and step back.
coach-focus-participation = **For the next match:** look at the map after each wave, and teleport as soon as your team has a fight it can win.
coach-focus-damage = **For the next match:** before each fight decide on whom your damage goes first, and from where you deal it.
coach-focus-buildings = **For the next match:** after each won fight ask "which tower?" before you ask "which camp?".
coach-focus-lead = **For the next match:** when you're ahead, say in chat which tower or Roshan comes next, and group for it.
coach-focus-none = **For the next match:** do the same again. Habits are made of repetition.

## Errors: leaderboards

error-no-linked-members = Nobody in this server has linked a Steam account yet. Run `/{ command-link-name }` here to be the first one on the board!
error-not-enough-games =
    { $period ->
        [week] Nobody here has played { $minimum } games in the last 7 days yet, and that's what it takes to be on the board.
       *[month] Nobody here has played { $minimum } games in the last 30 days yet, and that's what it takes to be on the board.
    } { $hidden ->
        [0] Games against bots and games under 10 minutes don't count.
        [one] One linked member hides their matches, so I can't count those.
       *[other] { $hidden } linked members hide their matches, so I can't count those.
    }

## The leaderboard

board-title-win_rate = Win rate
board-title-kda = KDA
board-title-gold_per_min = Gold per minute
board-period-week = Last 7 days
board-period-month = Last 30 days
board-window = { $start } – { $end } (UTC)
board-minimum =
    { $games ->
        [one] At least { $games } game
       *[other] At least { $games } games
    }
board-percent = { $value }%
board-games =
    { $games ->
        [one] { $games } game
       *[other] { $games } games
    }
board-record = { $wins }W – { $losses }L
board-new = NEW
board-members =
    { $count ->
        [one] { $count } linked member
       *[other] { $count } linked members
    }
board-hidden = { $count } hidden
board-outdated = { $count } not up to date
board-note-win_rate = More games weigh more
board-note-kda = (kills + assists) ÷ deaths
board-note-gold_per_min = Without Turbo
board-movement = ▲▼ since { $since }
board-empty-title = Nobody has made it onto the board yet
board-empty-week =
    { $games ->
        [one] It takes { $games } game in the last 7 days
       *[other] It takes { $games } games in the last 7 days
    }
board-empty-month =
    { $games ->
        [one] It takes { $games } game in the last 30 days
       *[other] It takes { $games } games in the last 30 days
    }
board-alt = Leaderboard, { $title }, { $period }: { $window }.
board-alt-place = { $rank }. { $name }: { $value }, { $games }

leaderboard-hidden =
    { $count ->
        [one] Not on the board: { $names } hides their matches.
       *[other] Not on the board, because they hide their matches: { $names }.
    }
leaderboard-outdated =
    { $count ->
        [one] Not up to date: I couldn't get the newest matches of { $names }.
       *[other] Not up to date: I couldn't get the newest matches of these members: { $names }.
    }
leaderboard-refreshed = Leaderboards refreshed. Servers: { $servers }; accounts asked for: { $accounts }; failed: { $failed }.

## Bulk operations

bulk-recalculated = Leaderboards recalculated from the matches I keep. Servers: { $servers }; members: { $members }.
bulk-cleaned-up = Cleaned up. Player matches: { $player_matches }; match details: { $matches }; leaderboards: { $boards }; medals: { $medals }; members not seen for long: { $members }; accounts: { $accounts }; digests: { $digests }; audit entries: { $audit }; files: { $files }.
bulk-flushed = Caches emptied. Pictures: { $pictures }; coaching texts: { $texts }; match details: { $matches }.

## Weekly digests

digests-planned = Weekly digests planned: { $count }.
digest-title = **The week in this server** · { $first } – { $last }
digest-win_rate =
    { $games ->
        [one] 🏆 Best win rate: **{ $name }**, { $value }% of 1 match
       *[other] 🏆 Best win rate: **{ $name }**, { $value }% of { $games } matches
    }
digest-kda = ⚔️ Best KDA: **{ $name }**, { $value }
digest-gpm = 💰 Most gold per minute: **{ $name }**, { $value }
digest-most =
    { $games ->
        [one] 🎮 Most matches: **{ $name }**, 1
       *[other] 🎮 Most matches: **{ $name }**, { $games }
    }
digest-match = ⭐ Best match: **{ $name }** with { $hero }, { $score }; `/{ command-match-name }` shows it by its number, { $match }
digest-how = Who manages the server can change or turn off this digest with `/{ command-settings-name }`.
