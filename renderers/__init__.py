"""Facts in, picture bytes out: no network, no database, no settings."""

import os

# numpy's linear algebra starts a thread for every core when it is loaded; nothing here has a use
# for them.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
