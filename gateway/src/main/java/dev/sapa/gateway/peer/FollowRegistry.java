package dev.sapa.gateway.peer;

import dev.sapa.gateway.credential.Staff;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who follows which conversation, and which staff sockets care for what without asking. The maps may be read by any
 * thread; a socket's entries are written on its event loop.
 */
@ApplicationScoped
public class FollowRegistry {

    private final ConcurrentMap<UUID, Followers> byConversation = new ConcurrentHashMap<>();
    private final ConcurrentMap<UUID, Set<Peer>> byStaff = new ConcurrentHashMap<>();
    private final ConcurrentMap<UUID, Set<Peer>> byDepartment = new ConcurrentHashMap<>();
    private final ConcurrentMap<UUID, Set<Peer>> byCompany = new ConcurrentHashMap<>();
    private final ConcurrentMap<UUID, Set<Peer>> overseersByCompany = new ConcurrentHashMap<>();
    private final AtomicInteger staffSockets = new AtomicInteger();
    private final PeerSettings settings;

    FollowRegistry(PeerSettings settings) {
        this.settings = settings;
    }

    /** Registers it; on its socket's event loop. */
    public void follow(Following following) {
        following.peer().add(following);
        byConversation.compute(following.conversationId(), (id, known) -> with(known, following));
        if (!following.joined()) {
            dropSurplus(following.peer());
        }
    }

    private static Followers with(@Nullable Followers known, Following following) {
        var followers = known == null ? new Followers() : known;
        followers.add(following);
        return followers;
    }

    /** Puts one in the place of another of the same socket and conversation; on its socket's event loop. */
    public void replace(Following old, Following now) {
        now.peer().add(now);
        byConversation.compute(now.conversationId(), (id, known) -> {
            if (known != null) {
                known.remove(old);
            }
            return with(known, now);
        });
    }

    private void dropSurplus(Peer peer) {
        int share = settings.unaskedFollowings() / Math.max(1, staffSockets.get());
        var surplus = peer.unaskedBeyond(Math.max(1, Math.min(settings.unaskedConversations(), share)));
        if (surplus != null) {
            unfollow(surplus);
        }
    }

    /** Takes it out; on its socket's event loop. */
    public void unfollow(Following following) {
        following.end();
        following.peer().remove(following);
        byConversation.computeIfPresent(following.conversationId(), (id, known) -> {
            known.remove(following);
            return known.isEmpty() ? null : known;
        });
    }

    /** Who follows the conversation; never null. */
    public List<Following> followersOf(UUID conversationId) {
        var followers = byConversation.get(conversationId);
        return followers == null ? List.of() : followers.list();
    }

    /** All conversations that somebody here follows. */
    public Set<UUID> conversations() {
        return Set.copyOf(byConversation.keySet());
    }

    /** The socket is a staff user's from now on, or its staff user's departments changed; on its event loop. */
    public void index(Peer peer, Staff staff, Set<UUID> departments) {
        if (peer.staff() == null) {
            staffSockets.incrementAndGet();
        }
        unindex(peer);
        peer.setStaff(staff, departments);
        put(byStaff, staff.id(), peer);
        put(byCompany, staff.companyId(), peer);
        departments.forEach(department -> put(byDepartment, department, peer));
        if (staff.isOverseer()) {
            put(overseersByCompany, staff.companyId(), peer);
        }
    }

    /** The socket is gone: nothing leads to it any more. */
    public void forget(Peer peer) {
        if (peer.staff() != null) {
            staffSockets.decrementAndGet();
        }
        unindex(peer);
        peer.followings().forEach(this::unfollow);
    }

    private void unindex(Peer peer) {
        var staff = peer.staff();
        if (staff != null) {
            take(byStaff, staff.id(), peer);
            take(byCompany, staff.companyId(), peer);
            take(overseersByCompany, staff.companyId(), peer);
            peer.departments().forEach(department -> take(byDepartment, department, peer));
        }
    }

    private static void put(ConcurrentMap<UUID, Set<Peer>> index, UUID key, Peer peer) {
        index.compute(key, (id, known) -> {
            Set<Peer> all = known == null ? ConcurrentHashMap.newKeySet() : known;
            all.add(peer);
            return all;
        });
    }

    private static void take(ConcurrentMap<UUID, Set<Peer>> index, UUID key, Peer peer) {
        index.computeIfPresent(key, (id, known) -> {
            known.remove(peer);
            return known.isEmpty() ? null : known;
        });
    }

    /** The sockets of one staff user. */
    public Collection<Peer> ofStaff(UUID staffId) {
        return byStaff.getOrDefault(staffId, Set.of());
    }

    /** The sockets that oversee a company. */
    public Collection<Peer> overseersOf(UUID companyId) {
        return overseersByCompany.getOrDefault(companyId, Set.of());
    }

    /**
     * The staff sockets that are told of a conversation without having joined it: those of its agent, and when it is
     * up for taking those of its department and of the company's overseers; without a department, all of the company.
     */
    public Collection<Peer> concerned(Interest interest) {
        return crowds(interest)
                .flatMap(Collection::stream)
                .filter(peer -> isOf(interest.companyId(), peer))
                .collect(Collectors.toSet());
    }

    private Stream<Collection<Peer>> crowds(Interest interest) {
        Stream<Collection<Peer>> own =
                interest.agentId() == null ? Stream.empty() : Stream.of(ofStaff(interest.agentId()));
        if (!interest.open()) {
            return own;
        }
        var helpers = interest.departmentId() == null
                ? byCompany.getOrDefault(interest.companyId(), Set.of())
                : byDepartment.getOrDefault(interest.departmentId(), Set.of());
        return Stream.concat(own, Stream.of(overseersOf(interest.companyId()), helpers));
    }

    private static boolean isOf(UUID companyId, Peer peer) {
        var staff = peer.staff();
        return staff != null && staff.companyId().equals(companyId);
    }

    /** Whether anybody here wants to know; decided without reading the event. */
    public boolean isWanted(UUID conversationId, Interest interest) {
        return byConversation.containsKey(conversationId)
                || crowds(interest).flatMap(Collection::stream).anyMatch(peer -> isOf(interest.companyId(), peer));
    }

    /**
     * What decides who is told of a conversation.
     *
     * @param open whether it waits, or just stopped waiting
     */
    public record Interest(
            UUID companyId,
            @Nullable UUID agentId,
            @Nullable UUID departmentId,
            boolean open) {}
}
