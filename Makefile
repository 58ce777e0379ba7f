# siko: how it is built, tested, checked and installed. `make help` lists the targets.
#
# One set of rules: objects and programs go below $(BUILD), mirroring the tree (build/src/base/text.o). The test and
# sanitizer builds are this same file run again with another BUILD, CFLAGS and EXTRA, so nothing is said twice.

VERSION = 0.1.0

# For the command line: make CC=clang WERROR=1 V=1 …
PREFIX  = /usr/local
DESTDIR =
BUILD   = build
CFLAGS  = -O2 -g
EXTRA   =
# 1: everything but libc is inside the binary: one file to copy, and it starts in 2.1 ms instead of 3.5 (an empty
# program takes 1.7). Empty: shared libraries, for a distribution or where there are no archives of them.
STATIC  = 1
WERROR ?=
V      ?=
ONLY   ?=
ifeq ($(origin CC),default)
CC = gcc
endif

# Without "Entering directory": the last line of `make test` is its result.
MAKEFLAGS += --no-print-directory --no-builtin-rules
SHELL := /bin/sh
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all

# --- what there is ---

ROOMS    := app cli ui store format model base
EMBED    := $(sort $(shell find screens keymaps src/sample src/terminal -type f ! -name '.*' ! -name '*~' 2>/dev/null))
SOURCES  := src/main.c $(sort $(foreach room,$(ROOMS),$(wildcard src/$(room)/*.c)))
MANUALS  := $(patsubst src/man/%.in,$(BUILD)/man/%,$(wildcard src/man/*.in))

# A .c below tests/ with a main is a program of its own; one without helps the others. A fuzz target gets its main when
# it is linked: libFuzzer's, or tests/fuzz/seeds.c, which runs what seeds there are.
TESTS    := $(sort $(filter-out tests/fuzz/% tests/lint/% tests/data/% %_shim.c,$(wildcard tests/*/*.c)))
MAINS    := $(if $(TESTS),$(shell grep -lw '^int main' $(TESTS)))
SUPPORT  := $(filter-out $(MAINS),$(TESTS))
PROGRAMS := $(patsubst %.c,$(BUILD)/%,$(filter-out tests/bench/%,$(MAINS)))
BENCHES  := $(patsubst %.c,$(BUILD)/%,$(filter tests/bench/%,$(MAINS)))
TARGETS  := $(filter-out %/seeds.c,$(wildcard tests/fuzz/*.c))
SHIMS    := $(patsubst %.c,$(BUILD)/%.so,$(wildcard tests/*/*_shim.c))
FUZZERS  := $(TARGETS:%.c=$(BUILD)/%)
SCRIPTS  := $(filter-out tests/bench/run,$(wildcard tests/*/run))
LINTED   := $(wildcard src/main.c) $(wildcard src/*/*.c tests/*/*.c)

ARCHIVES := $(ROOMS:%=$(BUILD)/lib%.a)
LIBS      = $(STATIC:1=-Wl,-Bstatic) -lformw -lmenuw -lncursesw -ltinfo -llmdb -ljansson -lsodium -lutf8proc -lcsv \
	-Wl,-Bdynamic -lm
TESTLIBS  = -lcmocka -lvterm
BENCHLIBS = -lsqlite3

# Debian's names of what the targets need.
PACKAGES       = gcc make libncurses-dev ncurses-term liblmdb-dev libjansson-dev libsodium-dev libutf8proc-dev libcsv-dev \
	libxlsxwriter-dev libhpdf-dev zlib1g-dev
PACKAGES_TEST  = libcmocka-dev libvterm-dev tmux unzip poppler-utils mandoc
PACKAGES_VALGRIND = valgrind
PACKAGES_LINT  = clang clang-format clang-tidy cppcheck libclang-rt-dev
PACKAGES_BENCH = sqlite3 libsqlite3-dev dialog nnn tig htop
HEADERS        = curses.h form.h menu.h lmdb.h jansson.h sodium.h utf8proc.h csv.h \
	xlsxwriter.h hpdf.h zlib.h

# --- how it is compiled ---

WARNINGS = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition \
	-Wredundant-decls -Wnested-externs -Wwrite-strings -Wformat=2 -Wpointer-arith -Wvla -Wundef \
	-Wimplicit-fallthrough $(if $(filter 1,$(WERROR)),-Werror)

# Measured on start-up, spawn to exit: all of it, binding at start included, costs less than 0.1 ms. The sanitizers
# bring their own checks and want HARDEN empty.
HARDEN      = -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection \
	$(if $(filter x86_64 i686,$(MACHINE)),-fcf-protection)
HARDEN_LINK = -Wl,-z,relro,-z,now -Wl,-z,noexecstack
# 1: loaded anywhere. Empty for the sanitizers, whose tables of globals would be relocated at each of thousands of starts.
PIE         = 1
MACHINE    := $(shell uname -m)

# Loaded when a command asks for them, by the name that goes with the headers (format/library.h says why).
soname   = $(shell objdump -p "$$($(CC) -print-file-name=lib$(1).so)" 2>/dev/null | awk '$$1 == "SONAME" { print $$2 }')
LOADED  := -DLIBXLSXWRITER=\"$(call soname,xlsxwriter)\" -DLIBHPDF=\"$(call soname,hpdf)\"

DEFINES  = -D_GNU_SOURCE -DSIKO_VERSION=\"$(VERSION)\" $(LOADED) -Isrc -Itests
COMPILE  = $(CC) -std=c11 $(DEFINES) $(WARNINGS) $(if $(PIE),-fPIE,-fno-pie) $(HARDEN) $(CFLAGS) $(CPPFLAGS) $(EXTRA)
LINK     = $(CC) $(if $(PIE),-pie,-no-pie) $(CFLAGS) $(EXTRA) -Wl,--as-needed $(HARDEN_LINK) $(LDFLAGS)

ifeq ($(V),1)
say = @:
else
Q   = @
say = @printf '%-5s %s\n'
endif

.PHONY: all everything FORCE
all: $(BUILD)/siko $(MANUALS) ## build build/siko
everything: all $(BENCHES) ## … and the tests and benches, running none
	+@$(test_build) $(BUILD)-test/siko programs

$(BUILD)/%.o: %.c $(BUILD)/flags
	$(say) CC $<
	@mkdir -p $(@D)
	$(Q)$(COMPILE) -MMD -MP -c -o $@ $<

$(BUILD)/embedded.o: $(BUILD)/embedded.c $(BUILD)/flags
	$(say) CC $<
	$(Q)$(COMPILE) -MMD -MP -c -o $@ $<

$(BUILD)/embedded.c: src/base/embedded.sh $(EMBED) $(BUILD)/embeds
	$(say) GEN $@
	$(Q)sh src/base/embedded.sh $(EMBED) >$@

archived = $(filter %.o,$(1:%.c=$(BUILD)/%.o))
$(foreach room,$(ROOMS),$(eval $(BUILD)/lib$(room).a: $(call archived,$(filter src/$(room)/%,$(SOURCES)))))
$(BUILD)/libsupport.a: $(call archived,$(SUPPORT))
$(ARCHIVES) $(BUILD)/libsupport.a: $(BUILD)/files
	$(say) AR $@
	$(Q)rm -f $@ && $(AR) rcs $@ $(filter %.o,$^)

linked = -Wl,--start-group $(filter %.a,$^) -Wl,--end-group
$(BUILD)/siko: $(BUILD)/src/main.o $(BUILD)/embedded.o $(ARCHIVES)
	$(say) LINK $@
	$(Q)$(LINK) -o $@ $(filter %.o,$^) $(linked) $(LIBS)

# The bare peer is what anybody would write and link: shared libraries, nothing of ours.
$(BUILD)/tests/bench/peer: $(BUILD)/tests/bench/peer.o
	$(say) LINK $@
	$(Q)$(LINK) -o $@ $< -lformw -lncursesw -ltinfo

$(PROGRAMS) $(filter-out %/peer,$(BENCHES)): $(BUILD)/%: $(BUILD)/%.o $(BUILD)/embedded.o $(BUILD)/libsupport.a $(ARCHIVES)
	$(say) LINK $@
	$(Q)$(LINK) -o $@ $(filter %.o,$^) $(linked) $(LIBS) $(if $(filter tests/bench/%,$*),$(BENCHLIBS)) $(TESTLIBS)

# Preloaded into siko by tests; without sanitizers, so that it fits any build.
$(SHIMS): $(BUILD)/%.so: %.c $(BUILD)/flags
	$(say) LINK $@
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c11 $(DEFINES) $(WARNINGS) -O1 -g -fPIC -shared -o $@ $< -ldl

# The keys in the manual are those that the program just built says are bound, its own and nobody's besides.
.SECONDARY: $(BUILD)/keys/key $(BUILD)/keys/action $(BUILD)/keys/none
$(BUILD)/keys/%: src/man/keys.awk src/ui/action.h src/ui/keymap.c $(BUILD)/siko
	@mkdir -p $(@D)
	$(Q)HOME=/nonexistent XDG_CONFIG_HOME= SIKO_KEYS=keymaps/default.keys $(BUILD)/siko keys >$@.bound
	$(Q)awk -v by=$* -f src/man/keys.awk src/ui/action.h src/ui/keymap.c $@.bound >$@

$(BUILD)/man/%: src/man/%.in $(BUILD)/keys/key $(BUILD)/keys/action $(BUILD)/keys/none $(BUILD)/flags
	$(say) GEN $@
	@mkdir -p $(@D)
	$(Q)sed -e 's/@VERSION@/$(VERSION)/g' -e '/^@KEYS@$$/r $(BUILD)/keys/key' \
		-e '/^@ACTIONS@$$/r $(BUILD)/keys/action' -e '/^@UNBOUND@$$/r $(BUILD)/keys/none' \
		-e '/^@[A-Z]*@$$/d' $< >$@

# These change only when their text does: other flags compile everything anew, a file more or less is noticed.
$(BUILD)/flags:  text = $(COMPILE) $(LINK)
$(BUILD)/files:  text = $(SOURCES) $(TESTS)
$(BUILD)/embeds: text = $(EMBED)
$(BUILD)/flags $(BUILD)/files $(BUILD)/embeds: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' '$(text)' | cmp -s - $@ || printf '%s\n' '$(text)' >$@

-include $(patsubst %.c,$(BUILD)/%.d,$(SOURCES) $(TESTS) $(wildcard tests/fuzz/*.c)) $(BUILD)/embedded.d

# --- running ---

.PHONY: run deps deps-test deps-lint deps-bench
run: deps ## build, make a sample store once, open it (without a terminal: print its report)
	@$(MAKE) -s $(BUILD)/siko $(BUILD)/sample/store
	@if [ -t 0 ] && [ -t 1 ]; then \
		exec $(BUILD)/siko --store $(BUILD)/sample/store; \
	else \
		exec $(BUILD)/siko --store $(BUILD)/sample/store report; \
	fi

# Renamed only when complete, so an interrupted start is not taken for a store; kept when siko is built anew.
$(BUILD)/sample/store: | $(BUILD)/siko
	$(say) INIT $@
	@rm -rf $@.new && mkdir -p $(@D)
	$(Q)$(BUILD)/siko --store $@.new init --sample >/dev/null
	@mv $@.new $@

# need: installs those of the packages that are missing, one at a time under -j: apt does not wait for the lock on its lists.
# Where there is no apt-get, the compiler is asked for the headers instead, and the packages are only named.
define need
@if command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; then \
	have=" $$(dpkg-query -W -f '$${Package}:$${db:Status-Status} ' $(1) 2>/dev/null) "; missing=; \
	for package in $(1); do \
		case $$have in *" $$package:installed "*) ;; *) missing="$$missing $$package" ;; esac; \
	done; \
	[ -n "$$missing" ] || exit 0; \
	echo "Installing$$missing"; \
	as=; if [ "$$(id -u)" != 0 ]; then \
		as=sudo; \
		if ! command -v sudo >/dev/null; then \
			echo "These packages are missing and only root can install them:$$missing" >&2; exit 1; \
		fi; \
	fi; \
	apt="flock -o Makefile $$as env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300"; \
	$$apt update </dev/null && $$apt install -y --no-install-recommends $$missing </dev/null; \
else \
	printf '#include <%s>\n' stdio.h $(2) | $(CC) $(DEFINES) -fsyntax-only -x c - 2>/dev/null || { \
		echo "This is no Debian: please install what Debian calls $(strip $(1)), then run make again." >&2; \
		exit 1; \
	}; \
fi
endef

deps: ## install what building needs (Debian; only what is missing)
	$(call need,$(PACKAGES),$(HEADERS))
deps-test: deps ## … and what the tests need
	$(call need,$(PACKAGES_TEST),stdarg.h stddef.h setjmp.h stdint.h cmocka.h vterm.h)
deps-lint: deps-test ## … and what lint needs
	$(call need,$(PACKAGES_LINT))
deps-bench: deps-test ## … and what the bench compares with
	$(call need,$(PACKAGES_BENCH),sqlite3.h)

# --- testing ---

.PHONY: test messages check-asan check-faults check-valgrind coverage analyze run-tests run-valgrind run-coverage run-analyze programs
test_build = $(MAKE) BUILD=$(BUILD)-test CFLAGS='-O1 -g' EXTRA='$(EXTRA) -DSIKO_TEST'
asan_build = $(MAKE) BUILD=$(BUILD)-asan CFLAGS='-O1 -g -fno-omit-frame-pointer' HARDEN= PIE= WERROR= \
	EXTRA='$(EXTRA) -DSIKO_TEST -fsanitize=address,undefined -fno-sanitize-recover=undefined'

test: deps-test ## build and run all tests; ONLY=unit/base_test for one of them
	+@$(test_build) run-tests
check-asan: deps-test ## the same with the address and undefined-behaviour sanitizers
	+@TEST_TIMEOUT=900 SIKO_STORM=60 SIKO_DAMAGE=24 $(asan_build) run-tests
check-faults: deps-test ## kill, damage and crowd it for a quarter of an hour; prints a table
	+@$(test_build) $(BUILD)-test/siko programs
	+@SIKO_STORM=$(KILLS) SIKO_DAMAGE=$(COPIES) SIKO_CROWD=full TEST_TIMEOUT=3600 $(test_build) run-tests ONLY=faults
	@sh tests/faults/table $(BUILD)-test
# Of each kind; the damaged ones are copies of the data file, half as many of the journal.
KILLS  = 5000
COPIES = 1500

messages: ## every sentence that siko may say, with the place that says it: for a reader who knows the operators
	@awk -f tests/lint/messages.awk $(SOURCES)

# Children that end by a signal leave no counts, so what only they do counts as not covered.
coverage: deps-test ## lines of model and store that the tests of both and of the commands run
	+@$(MAKE) BUILD=$(BUILD)-coverage CFLAGS='-O0 -g --coverage' HARDEN= EXTRA='$(EXTRA) -DSIKO_TEST -DSIKO_COVERAGE' run-coverage
run-coverage: all $(PROGRAMS)
	@find $(BUILD) -name '*.gcda' -delete
	@for suites in unit/ store/ cli; do \
		SIKO='$(abspath $(BUILD)/siko)' ONLY=$$suites TEST_TIMEOUT=900 sh tests/run $(BUILD) $(SCRIPTS) $(PROGRAMS) | \
			tail -n 1; \
	done
	@for room in model store; do \
		gcov -n -o $(BUILD)/src/$$room $(BUILD)/src/$$room/*.gcda 2>/dev/null | sh tests/coverage src/$$room/; \
	done

check-valgrind: deps-test ## the unit tests under valgrind
	$(call need,$(PACKAGES_VALGRIND))
	+@$(test_build) run-valgrind
run-valgrind: $(PROGRAMS)
	@set -e; for program in $(filter $(BUILD)/tests/unit/%,$(PROGRAMS)); do \
		echo "VALGRIND $${program##*/}"; \
		TERM=xterm-256color LC_ALL=C.UTF-8 valgrind -q --error-exitcode=99 --leak-check=full --show-leak-kinds=definite \
			--errors-for-leak-kinds=definite $$program >$$program.valgrind 2>&1 || { cat $$program.valgrind; exit 1; }; \
	done

analyze: deps-lint ## what follows paths through src: gcc -fanalyzer and clang's analyzer
	@$(MAKE) BUILD=$(BUILD)-analyze CC=gcc CFLAGS='-O1 -g -fanalyzer' run-analyze
run-analyze: $(filter %.o,$(SOURCES:%.c=$(BUILD)/%.o)) $(SOURCES:%=$(BUILD)/%.analyzed)
$(BUILD)/%.analyzed: %
	$(say) TIDY $<
	@mkdir -p $(@D)
	$(Q)clang-tidy --quiet --warnings-as-errors='*' --checks='-*,clang-analyzer-*,-clang-analyzer-optin.performance.Padding,'\
	'-clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling' $< -- -std=c11 $(DEFINES) -DSIKO_TEST 2>/dev/null
	@touch $@
# faults_add gives its copies to the list that it makes longer; the analyzer loses sight of them there.
build-analyze/src/base/error.o: private EXTRA += -Wno-analyzer-malloc-leak

programs: $(PROGRAMS) $(FUZZERS) $(SHIMS)
run-tests: all programs
	@SIKO='$(abspath $(BUILD)/siko)' ONLY='$(ONLY)' sh tests/run $(BUILD) $(SCRIPTS) $(PROGRAMS)

.PHONY: bench bench-smoke run-bench fuzz run-fuzzers
bench: deps-bench ## measure, and compare with the limits; PARTS=start for one part
	@$(MAKE) run-bench
bench-smoke: deps-bench ## the same in a few seconds: does the bench still run?
	@$(MAKE) run-bench SMOKE=--smoke
run-bench: $(BUILD)/siko $(BENCHES)
	@if [ -f tests/bench/run ]; then \
		SIKO='$(abspath $(BUILD)/siko)' BENCH='$(abspath $(BUILD)/tests/bench)' sh tests/bench/run $(SMOKE) $(PARTS); \
	else \
		echo "Nothing to measure: there is no tests/bench/run."; \
	fi

# Each tests/fuzz/NAME.c has a LLVMFuzzerTestOneInput; tests/data/fuzz/NAME/ are its seeds.
FUZZ_SECONDS = 600
.PHONY: $(FUZZERS:%=%.fuzzed) run-monkey
fuzz: deps-lint ## run each fuzzer and the monkey for FUZZ_SECONDS; -jN runs N of them at a time
	+@$(MAKE) BUILD=$(BUILD)-fuzz CC=clang CFLAGS='-O1 -g' HARDEN= \
		EXTRA='$(EXTRA) -DSIKO_TEST -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined' \
		FUZZ_MAIN=-fsanitize=fuzzer run-fuzzers
run-fuzzers: run-monkey $(FUZZERS:%=%.fuzzed)
$(FUZZERS:%=%.fuzzed): %.fuzzed: %
	@mkdir -p $(BUILD)/corpus/$(*F) $(BUILD)/tmp
	@echo "FUZZ  $(*F)"
	@TMPDIR=$(abspath $(BUILD)/tmp) $< -max_total_time=$(FUZZ_SECONDS) -verbosity=0 \
		-print_final_stats=1 -artifact_prefix=$(BUILD)/ $(BUILD)/corpus/$(*F) tests/data/fuzz/$(*F)
run-monkey: $(BUILD)/siko $(BUILD)/tests/pty/monkey_test
	@echo "FUZZ  monkey"
	@MONKEY_SECONDS=$(FUZZ_SECONDS) SIKO='$(abspath $(BUILD)/siko)' $(BUILD)/tests/pty/monkey_test
FUZZ_MAIN =
$(FUZZERS): $(BUILD)/%: $(BUILD)/%.o $(if $(FUZZ_MAIN),,$(BUILD)/tests/fuzz/seeds.o) \
		$(BUILD)/embedded.o $(BUILD)/libsupport.a $(ARCHIVES)
	$(say) LINK $@
	$(Q)$(LINK) $(FUZZ_MAIN) -o $@ $(filter %.o,$^) $(linked) $(LIBS) $(TESTLIBS)

# --- lint ---

# Each tool leaves a stamp, so that a second run looks only at what changed since.
.PHONY: lint lint-all
LINT   = $(BUILD)/lint
TIDIED = $(LINTED:%=$(LINT)/%.tidy)
OTHER  = $(wildcard src/*/*.h tests/*/*.h)

lint: deps-lint ## clang-tidy, cppcheck, clang-format, direction of includes, banned calls
	@$(MAKE) -k --output-sync=target $(if $(filter -j%,$(MAKEFLAGS)),,-j2) lint-all
lint-all: $(LINT)/cppcheck.done $(LINT)/format.done $(LINT)/rules.done $(TIDIED)

$(LINT)/%.tidy: % .clang-tidy
	$(say) TIDY $<
	@mkdir -p $(@D)
	$(Q)clang-tidy --quiet $< -- -std=c11 $(DEFINES) -DSIKO_TEST >$@.out 2>$@.err || { \
		sed 's|$(CURDIR)/||g' $@.out; grep -v 'warnings\? generated' $@.err; exit 1; }
	@clang -std=c11 $(DEFINES) -MM -MP -MT $@ -MF $@.d $< && rm -f $@.out $@.err && touch $@
-include $(TIDIED:%=%.d)

$(LINT)/cppcheck.done: $(LINTED) $(OTHER) tests/lint/cppcheck.suppressions
	$(say) CHECK "src tests (cppcheck)"
	@mkdir -p $(LINT)/cppcheck
	$(Q)cppcheck -q --std=c11 --enable=warning,performance,portability --error-exitcode=1 --inline-suppr \
		--library=posix --suppressions-list=tests/lint/cppcheck.suppressions \
		--cppcheck-build-dir=$(LINT)/cppcheck --template='{file}:{line}: {severity}: {message} [{id}]' \
		$(DEFINES) -DSIKO_TEST $(LINTED)
	@touch $@

$(LINT)/format.done: $(LINTED) $(OTHER) .clang-format
	$(say) CHECK "src tests (clang-format)"
	@mkdir -p $(@D)
	$(Q)clang-format --dry-run -Werror $(LINTED) $(OTHER) 2>$@.err || { \
		awk -F: '/: error: code should be / && !($$1 in seen) { \
			seen[$$1] = 1; print $$1 ":" $$2 ": not as clang-format -i would have it, from here on" }' $@.err; \
		exit 1; }
	@rm -f $@.err && touch $@

$(LINT)/rules.done: $(LINTED) $(OTHER) tests/lint/includes tests/lint/calls
	$(say) CHECK "src tests (includes, calls)"
	@mkdir -p $(@D)
	$(Q)sh tests/lint/includes $(LINTED) $(OTHER)
	$(Q)sh tests/lint/calls $(LINTED) $(OTHER)
	@touch $@

# --- installing ---

.PHONY: install uninstall clean help
bin   = $(DESTDIR)$(PREFIX)/bin
man   = $(DESTDIR)$(PREFIX)/share/man
share = $(DESTDIR)$(PREFIX)/share/siko

install: all ## install below PREFIX (/usr/local), inside DESTDIR if given
	install -D -m 755 $(BUILD)/siko $(bin)/siko
	@set -e; for page in $(MANUALS); do \
		install -D -m 644 -v $$page $(man)/man$${page##*.}/$${page##*/}; \
	done
	@set -e; for file in $(filter-out src/%,$(EMBED)); do install -D -m 644 $$file $(share)/$$file; done

uninstall: ## remove what install put there
	rm -f $(bin)/siko
	rm -rf $(share)
	@set -e; for page in $(MANUALS); do rm -f $(man)/man$${page##*.}/$${page##*/}; done

clean: ## remove everything that was built, the sample store too
	rm -rf build build-*

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile
