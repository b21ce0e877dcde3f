"""Payloads: what a server sends to a platform for an event, as a plan that several readers follow.

A plan is JSON with leaves in it. A `Leaf` says where a value comes from (a parameter of ours, a match key, the event
ID, the time, the request) and what form it gets. One module a platform lays its body out (`body`), names the address it
goes to (`endpoint`) and says where things lie in such bodies (`FORMS`, for whoever reads them). From one plan come the bodies
that tests know, the templates for people and the senders for back ends, so they cannot come to differ.
"""
