"""Bank accounts that money may go to: a payer's own for refunds, a union's own for returns."""
