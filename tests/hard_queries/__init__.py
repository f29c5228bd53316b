"""Hard requests to an invented shop, as another judge sees them: how many are answered as a shopper would expect?"""
