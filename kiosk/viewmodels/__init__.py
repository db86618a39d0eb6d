"""Use cases seen through Qt properties; the only place that registers QML types."""
