"""The sandbox's Dota world: accounts and matches made up here, in OpenDota's wire format."""
