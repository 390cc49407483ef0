# syntax=docker/dockerfile:1
# One image for every part of Apolo; the command says which one runs.

ARG PYTHON_VERSION=3.11

FROM python:${PYTHON_VERSION}-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/apolo
WORKDIR /src
# First what changes seldom: each file is checked by its hash.
COPY requirements.lock ./
RUN /opt/apolo/bin/pip install --no-deps --require-hashes --only-binary :all: -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY apolo apolo
COPY bot bot
COPY dota dota
COPY jobs jobs
COPY locales locales
COPY renderers renderers
COPY store store
RUN /opt/apolo/bin/pip install --no-deps --no-build-isolation .

FROM python:${PYTHON_VERSION}-slim
# tini hands signals on and buries the dead children that worker processes may leave.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends tini \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home --home-dir /home/apolo --shell /usr/sbin/nologin apolo \
    && install --directory --owner apolo --group apolo --mode 0700 /data
COPY --from=build /opt/apolo /opt/apolo
ENV PATH=/opt/apolo/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DATA_DIR=/data \
    LOG_FORMAT=json
USER apolo
WORKDIR /home/apolo
# Besides it only /tmp is written to, so the rest may be read-only.
VOLUME /data
STOPSIGNAL SIGTERM
# All three parts, as `apolo up` runs them; who runs one part alone names it.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
    CMD ["apolo", "health"]
ENTRYPOINT ["tini", "--", "apolo"]
CMD ["up"]
