# The portal's image: web, worker and beat differ by their command only.
FROM node:22-bookworm-slim AS frontend
WORKDIR /frontend
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts

FROM python:3.11-slim-bookworm
ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 YIXING_VAR=/app/var
WORKDIR /app
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin yixing
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
COPY --from=frontend /frontend/node_modules /tmp/node_modules
RUN python -m portal.runner.frontend /tmp/node_modules \
    && rm -rf /tmp/node_modules \
    && python -m portal.runner.catalogues \
    && SECRET_KEY=only-for-the-build python manage.py collectstatic --no-input -v 0 \
    && mkdir -p var/media var/beat var/mail \
    && chown -R yixing:yixing var
USER yixing
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
    CMD ["python", "-m", "portal.runner.health"]
CMD ["gunicorn", "portal.config.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "2", \
     "--threads", "4", "--worker-tmp-dir", "/dev/shm", "--no-control-socket", \
     "--max-requests", "20000", "--max-requests-jitter", "2000"]
