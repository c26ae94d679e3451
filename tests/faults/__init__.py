"""Bad input and faults: what is killed, sent twice or sent in malice leaves the portal sound."""
