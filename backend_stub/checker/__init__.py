"""What an employer, a landlord or anybody else with a share code sees."""
