"""Runs the migrations of journal.db on the connection it is handed (``data.schema``)."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
