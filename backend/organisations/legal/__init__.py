"""Legal personality of unions: applications, certificates, their validity."""
