# English. The three files hold the same keys with the same variables.
# Ids (matches, accounts, references) are given as text, so that they get no separators.

## Commands: names and descriptions as Discord lists them

command-link-name = link
command-link-description = Link your Steam account so that Apolo knows which player you are
command-link-steam_id-name = steam_id
command-link-steam_id-description = Your Steam ID, friend ID or profile link
command-unlink-name = unlink
command-unlink-description = Remove the link to your Steam account
command-match-name = match
command-match-description = Draw the card of a match: yours, or any by its number
command-match-id-name = id
command-match-id-description = Match number or link (your last match when left out)

## Errors: what the member gave

error-invalid-steam-id = That doesn't look like a Steam account. Give me your friend ID from Dota 2 (for example 104334048), your 17-digit Steam ID, or the link to a Steam, OpenDota, Dotabuff or STRATZ profile.
error-vanity-url = That link has a custom name, and from a name I can't tell which account it is. Take your friend ID from your profile in Dota 2, or the 17-digit Steam ID from the top of <https://store.steampowered.com/account>, and run `/{ command-link-name }` with that number.
error-invalid-match-id = That isn't a match number. It is the number Dota 2 shows at the top of a match's details, such as 7412345678; a link to the match on OpenDota, Dotabuff or STRATZ works too.
error-not-linked = I don't know your Steam account yet. Run `/{ command-link-name }` with your friend ID or a link to your profile, then try again.

## Errors: what Dota's sources say

error-match-not-found = I can't find match { $match }. Check the number; if the match has just ended, give it a few minutes and try again.
error-player-not-found = OpenDota doesn't know this player. Check the ID; with a new account, play one public match and try again.
error-private-profile = This player's matches are hidden. If it's you: in Dota 2, open Settings → Options → Social and turn on “Expose Public Match Data”. Matches you play from then on will show up.
error-no-matches = There are no public matches for this player yet. After the next one it takes a few minutes until I can see it.
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
error-restarting = I'm just restarting. Please try again in a moment.
error-journal-unavailable = I can't accept requests at the moment. Please try again in a few minutes. Reference for operators: { $reference }
error-command-outdated = This command has changed in the meantime. Restart Discord (Ctrl+R on a computer) and run it again.

## Delivery: when an answer takes long

delivery-continues-in-channel = This is taking longer than usual. I'm still on it and will post the result in this channel.
delivery-late-result = Here is the result for <@{ $user }>:
delivery-private-expired = This is taking longer than Discord lets me keep a private answer open. Please run the command again in a few minutes; by then it should go faster.

## Linking a Steam account

link-done = Done: you're linked to **{ $name }** (friend ID { $account }). `/{ command-match-name }` now shows your matches.
link-done-unnamed = Done: you're linked to the account with friend ID { $account }. `/{ command-match-name }` now shows your matches.
link-hidden = Done: you're linked to the account with friend ID { $account }. Its matches are hidden though, so I can't show them yet: in Dota 2, open Settings → Options → Social and turn on “Expose Public Match Data”.
link-unchanged = You're already linked to the account with friend ID { $account }.
link-removed = Done: I've forgotten your Steam account.
link-none = No Steam account was linked, so there is nothing to remove.

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
progress-turbo = TURBO
progress-since = vs. first { $window } matches
progress-best = Best { $value }
progress-best-with = Best { $value } · { $hero }
progress-turbo-left-out =
    { $matches ->
        [one] GPM and XPM without 1 Turbo match
       *[other] GPM and XPM without { $matches } Turbo matches
    }
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
progress-alt-best = Best { $figure } in one match: { $value }.
progress-alt-best-with = Best { $figure } in one match: { $value }, with { $hero }.
