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
