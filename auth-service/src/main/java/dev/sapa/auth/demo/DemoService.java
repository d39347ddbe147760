package dev.sapa.auth.demo;

import dev.sapa.auth.company.CompanyChange;
import dev.sapa.auth.company.CompanyService;
import dev.sapa.auth.demo.DemoData.DemoCompany;
import dev.sapa.auth.demo.DemoData.DemoDepartment;
import dev.sapa.auth.demo.DemoData.DemoPerson;
import dev.sapa.auth.department.DepartmentService;
import dev.sapa.auth.password.PasswordHasher;
import dev.sapa.auth.staff.NewStaff;
import dev.sapa.auth.staff.StaffDirectory;
import dev.sapa.auth.staff.StaffService;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Events;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Loads what is missing of the demo; the other services learn of it by the events of any other change. What is there
 * stays as people left it.
 */
@ApplicationScoped
class DemoService {

    private final CompanyService companies;
    private final DepartmentService departments;
    private final StaffDirectory directory;
    private final StaffService staff;
    private final PasswordHasher passwords;
    private final EventTransactions transactions;
    private final DemoSettings settings;

    DemoService(
            CompanyService companies,
            DepartmentService departments,
            StaffDirectory directory,
            StaffService staff,
            PasswordHasher passwords,
            EventTransactions transactions,
            DemoSettings settings) {
        this.companies = companies;
        this.departments = departments;
        this.directory = directory;
        this.staff = staff;
        this.passwords = passwords;
        this.transactions = transactions;
        this.settings = settings;
    }

    Uni<Void> load() {
        return missing()
                .chain(missing -> Multi.createFrom()
                        .iterable(missing)
                        .onItem()
                        .transformToUni(this::hashed)
                        .merge()
                        .collect()
                        .asList())
                .chain(people -> transactions.inSession(
                        Scope.everyCompany(), events -> each(DemoData.COMPANIES, company -> load(events, company))
                                .chain(() -> departments.byIds(DemoData.DEPARTMENTS.stream()
                                        .map(DemoDepartment::id)
                                        .toList()))
                                .chain(known -> each(DemoData.DEPARTMENTS, one -> load(events, one, known.keySet())))
                                .chain(() -> each(inOrder(people), person -> staff.hire(events, person)))));
    }

    /** Only the missing are hashed, so that a second start costs nothing. */
    private Uni<List<DemoPerson>> missing() {
        return transactions.readInSession(Scope.everyCompany(), () -> Multi.createFrom()
                .iterable(DemoData.PEOPLE)
                .onItem()
                .transformToUniAndConcatenate(person -> directory
                        .account(person.id())
                        .map(account -> account.isPresent() ? List.<DemoPerson>of() : List.of(person)))
                .collect()
                .asList()
                .map(found -> found.stream().flatMap(List::stream).toList()));
    }

    private Uni<NewStaff> hashed(DemoPerson person) {
        var department = person.department();
        return passwords
                .hash(person.password())
                .map(hash -> new NewStaff(
                        person.id(),
                        person.company().id(),
                        person.profile(),
                        person.role(),
                        hash,
                        department == null ? List.of() : List.of(department)));
    }

    private Uni<Void> load(Events events, DemoCompany company) {
        return companies
                .isActive(company.id())
                .chain(there -> there ? Uni.createFrom().voidItem() : found(events, company))
                .chain(() -> settings.visitorSecret()
                        .filter(secret -> !secret.isBlank())
                        .map(secret -> companies.signVisitorsWith(company.id(), secret))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> found(Events events, DemoCompany company) {
        return companies
                .trusted(company.slug())
                .chain(known -> known.isPresent()
                        ? Uni.createFrom().voidItem()
                        : companies
                                .found(
                                        events,
                                        company.id(),
                                        company.slug(),
                                        company.name(),
                                        CompanyChange.openPortal(company.timeZone()))
                                .replaceWithVoid());
    }

    private Uni<Void> load(Events events, DemoDepartment department, Set<UUID> known) {
        return known.contains(department.id())
                ? Uni.createFrom().voidItem()
                : departments
                        .open(events, department.id(), DemoData.OSS.id(), department.name())
                        .replaceWithVoid();
    }

    /** As they stand in the list: that is how they get their numbers. */
    private static List<NewStaff> inOrder(List<NewStaff> people) {
        return DemoData.PEOPLE.stream()
                .flatMap(person -> people.stream().filter(hashed -> hashed.id().equals(person.id())))
                .toList();
    }

    private static <T> Uni<Void> each(List<T> items, Function<T, Uni<?>> step) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(item -> step.apply(item).replaceWithVoid())
                .collect()
                .asList()
                .replaceWithVoid();
    }
}
