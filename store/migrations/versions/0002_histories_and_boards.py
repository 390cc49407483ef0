"""Members of servers, their accounts and matches, and the leaderboards made of them."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Apply the revision."""
    op.execute("""
        CREATE TABLE guild_members (
            guild_id bigint NOT NULL CHECK (guild_id > 0),
            discord_user_id bigint NOT NULL CHECK (discord_user_id > 0),
            seen_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (guild_id, discord_user_id)
        )
    """)
    op.execute("CREATE INDEX guild_members_discord_user_id ON guild_members (discord_user_id)")
    op.execute("CREATE INDEX guild_members_seen_at ON guild_members (seen_at)")
    op.execute("""
        CREATE TABLE accounts (
            account_id bigint PRIMARY KEY CHECK (account_id BETWEEN 1 AND 4294967295),
            name text CHECK (length(name) <= 512),
            rank_tier smallint CHECK (rank_tier > 0),
            leaderboard_rank bigint CHECK (leaderboard_rank > 0),
            profile_at timestamptz,
            matches_at timestamptz,
            tried_at timestamptz,
            trouble text CHECK (trouble ~ '^[a-z_]{1,64}$')
        )
    """)
    op.execute("CREATE INDEX accounts_tried_at ON accounts (tried_at)")
    op.execute("""
        CREATE TABLE player_matches (
            account_id bigint NOT NULL CHECK (account_id BETWEEN 1 AND 4294967295),
            match_id bigint NOT NULL CHECK (match_id > 0),
            start_time bigint NOT NULL CHECK (start_time > 0),
            duration integer NOT NULL CHECK (duration >= 0),
            hero_id bigint NOT NULL CHECK (hero_id >= 0),
            side text NOT NULL CHECK (side IN ('radiant', 'dire')),
            won boolean,
            kills bigint,
            deaths bigint,
            assists bigint,
            gold_per_min bigint,
            xp_per_min bigint,
            net_worth bigint,
            last_hits bigint,
            denies bigint,
            hero_damage bigint,
            tower_damage bigint,
            hero_healing bigint,
            game_mode bigint NOT NULL,
            lobby_type bigint NOT NULL,
            party_size bigint,
            average_rank bigint,
            abandoned boolean NOT NULL,
            PRIMARY KEY (account_id, match_id)
        )
    """)
    op.execute(
        "CREATE INDEX player_matches_newest"
        " ON player_matches (account_id, start_time DESC, match_id DESC)"
    )
    op.execute("CREATE INDEX player_matches_start_time ON player_matches (start_time)")
    op.execute("""
        CREATE TABLE server_boards (
            guild_id bigint NOT NULL CHECK (guild_id > 0),
            metric text NOT NULL CHECK (metric ~ '^[a-z_]{1,32}$'),
            period text NOT NULL CHECK (period ~ '^[a-z_]{1,32}$'),
            computed_at timestamptz NOT NULL,
            window_start bigint NOT NULL,
            window_end bigint NOT NULL CHECK (window_end > window_start),
            minimum_games integer NOT NULL CHECK (minimum_games >= 0),
            members integer NOT NULL CHECK (members >= 0),
            hidden integer NOT NULL CHECK (hidden BETWEEN 0 AND members),
            outdated integer NOT NULL CHECK (outdated BETWEEN 0 AND members),
            compared_at timestamptz CHECK (compared_at < computed_at),
            PRIMARY KEY (guild_id, metric, period, computed_at)
        )
    """)
    op.execute("CREATE INDEX server_boards_computed_at ON server_boards (computed_at)")
    op.execute("""
        CREATE TABLE server_stats (
            guild_id bigint NOT NULL,
            metric text NOT NULL,
            period text NOT NULL,
            computed_at timestamptz NOT NULL,
            account_id bigint NOT NULL CHECK (account_id BETWEEN 1 AND 4294967295),
            discord_user_id bigint NOT NULL CHECK (discord_user_id > 0),
            rank integer NOT NULL CHECK (rank > 0),
            previous_rank integer CHECK (previous_rank > 0),
            value double precision NOT NULL,
            shown double precision NOT NULL,
            games integer NOT NULL CHECK (games >= 0),
            played integer NOT NULL CHECK (played >= games),
            wins integer NOT NULL CHECK (wins BETWEEN 0 AND played),
            PRIMARY KEY (guild_id, metric, period, computed_at, account_id),
            FOREIGN KEY (guild_id, metric, period, computed_at)
                REFERENCES server_boards ON DELETE CASCADE
        )
    """)


def downgrade() -> None:
    """Take the revision back."""
    op.execute("DROP TABLE server_stats, server_boards, player_matches, accounts, guild_members")
