"""Runs the platform's migrations on the connection it is handed (``sync.platform.store.engine``)."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
