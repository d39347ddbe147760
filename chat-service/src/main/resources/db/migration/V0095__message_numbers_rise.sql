-- A connection that keeps numbers for itself gives a later message a lower number than another connection did before.
-- Clients that know messages by their number read them in its order.
alter sequence message_number cache 1;
