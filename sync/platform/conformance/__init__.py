"""The contract between terminal and platform as a test that runs against any server over HTTP.

``terminal`` plays a terminal, ``checks`` says what a server must do, ``runner`` runs it and reports in words.
"""
