# Serves the objects in a file, one a line: OID TYPE VALUE. The file is read again for each request, so that a test
# can change the watts. The protocol is that of pass_persist in snmpd.conf(5).
use strict;
$| = 1;

sub key { join '.', map { sprintf '%010d', $_ } grep { length } split /\./, $_[0] }

sub objects {
    open my $file, '<', $ARGV[0] or return ();
    return map { chomp; [ split ' ', $_, 3 ] } grep { /\S/ } <$file>;
}

while (defined(my $word = <STDIN>)) {
    chomp $word;
    if ($word eq 'PING') { print "PONG\n"; next; }
    last if $word eq '';
    chomp(my $oid = <STDIN>);
    if ($word eq 'set') { <STDIN>; print "not-writable\n"; next; }
    my @all = sort { key($a->[0]) cmp key($b->[0]) } objects();
    my ($found) = $word eq 'get'
        ? grep { key($_->[0]) eq key($oid) } @all
        : grep { key($_->[0]) gt key($oid) } @all;
    print $found ? ".$found->[0]\n$found->[1]\n$found->[2]\n" : "NONE\n";
}
