"""会员评家: the yearly session at which members judge their union, with ballots and the review of the chair."""
