// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/equivalence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <cmath>
#include <expected>
#include <future>
#include <span>
#include <utility>

#include "velox/base/random.hpp"
#include "velox/experiment/observation_diff.hpp"
#include "velox/experiment/together.hpp"

namespace velox::experiment {

namespace {

constexpr double kStartSeconds = 60;
// Parts of the time that is left for observing captured inputs, held-out ones and made ones; the rest is for repeats.
constexpr double kTrainShare = 0.35;
constexpr double kHeldOutShare = 0.25;
constexpr double kMadeShare = 0.8;
constexpr double kFirstShare = 0.5;        // of each part, for the first process; of
constexpr double kFirstShareOfMade = 0.7;  // made inputs, where the second one runs at the same time
constexpr std::size_t kBehind = 64;        // made inputs by which it is behind
constexpr int kMostRestarts = 5;           // of A's process, when inputs kill it
constexpr std::size_t kMutateFrom = 32;    // captured inputs that are mutated
constexpr std::size_t kMutateLeast = 8;    // with fewer, held-out ones are mutated too
constexpr std::int64_t kMostMadeBytes = 1 << 20;
constexpr double kMakingSeconds = 2.5;     // of wall time, at least; it takes 1 on a quiet machine (greybox.py)
constexpr double kMakingShare = 0.4;       // of what is left for A
constexpr double kHurried = 0.9;           // of the time for making: more was wanted
constexpr std::size_t kMadeLeast = 20;     // with fewer than these, or than
constexpr std::size_t kMadePart = 4;       // this part of those made, time is to blame when it was over and
constexpr double kKeptWaiting = 0.35;      // others had the CPU for so much of it
constexpr int kMadeHeldOut = 3;            // every third made input is held out
constexpr double kLeastTimeout = 2;        // seconds that B may take for a call, however fast A is
constexpr double kSequenceTimeout = 30;    // seconds for one call of a sequence on A
constexpr double kTimeoutFactor = 20;      // and that many times A's time
constexpr std::size_t kRepeated = 24;      // inputs that come again in the second process
constexpr int kRepeats = 2;                // how often they do
constexpr double kRepeatedSeconds = 0.2;   // for one call at most, on A, and
constexpr double kRepeatedInAll = 0.1;     // for those of one kind, in one round, of which there are
constexpr std::size_t kRepeatedLeast = 4;  // so many however long they take

std::uint32_t hash_seed(std::uint64_t seed, int index) {
  return static_cast<std::uint32_t>(Random(seed * 31 + static_cast<std::uint64_t>(index)).below(4294967295ULL) + 1);
}

// Positions of inputs in the order in which some of them come again: captured ones and the first made ones, shuffled.
std::vector<std::size_t> repeated(const std::vector<const Expected*>& inputs, std::uint64_t seed) {
  std::vector<std::size_t> some, order;
  for (const bool captured : {true, false}) {
    const std::size_t before = some.size();
    double sum = 0;
    for (std::size_t i = 0; i < inputs.size() && some.size() < (captured ? kRepeated / 2 : kRepeated); ++i) {
      const Expected& each = *inputs[i];
      if ((each.input.origin == Origin::captured) != captured || each.seconds >= kRepeatedSeconds) continue;
      if (some.size() - before >= kRepeatedLeast && sum + each.seconds > kRepeatedInAll) continue;
      sum += each.seconds;
      some.push_back(i);
    }
  }
  Random random(seed);
  for (int round = 0; round < kRepeats; ++round) {
    for (std::size_t i = some.size(); i > 1; --i) std::swap(some[i - 1], some[random.below(i)]);
    order.insert(order.end(), some.begin(), some.end());
  }
  return order;
}

// Leaves all captured inputs and every second made one; how many these are.
std::size_t keep_for_second(std::vector<const Expected*>& inputs) {
  std::size_t made = 0;
  std::erase_if(inputs,
                [&](const Expected* each) { return each->input.origin != Origin::captured && made++ % 2 == 1; });
  return inputs.size();
}

// Numbers above 3 and quoted texts, as they are written. Escaped quotes and comments only add to them.
std::set<std::string_view> literals(std::string_view source) {
  const auto in_name = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.'; };
  std::set<std::string_view> found;
  for (std::size_t i = 0; i < source.size();) {
    std::size_t end = i + 1;
    if (source[i] == '"' || source[i] == '\'') {
      end = std::min(source.find(source[i], i + 1), source.size() - 1) + 1;
      found.insert(source.substr(i, end - i));
    } else if (in_name(source[i])) {
      while (end < source.size() && in_name(source[end])) ++end;
      const auto word = source.substr(i, end - i);
      if (std::isdigit(static_cast<unsigned char>(word[0])) && (word.size() > 1 || word[0] > '3')) found.insert(word);
    }
    i = end;
  }
  return found;
}

// Whether the call ended for want of stack or memory.
bool ran_out(std::string_view observation) {
  return observation.contains(R"("exception":{"type":"RecursionError")") ||
         observation.contains(R"("exception":{"type":"MemoryError")");
}

bool raises(std::string_view observation) { return observation.contains(R"("exception":{"type":)"); }

// A worker of side A that is started anew when an input has killed it.
class Observer {
 public:
  Observer(WorkerSpec spec, std::uint32_t hash, Deadline deadline) : spec_(std::move(spec)), deadline_(deadline) {
    spec_.hash_seed = hash;
  }

  Result<Answer<void>> start() {
    auto session = VX_TRY(start_loaded(spec_, deadline_.sooner(kStartSeconds), &loaded));
    if (!session) return Answer<void>(std::unexpected(std::move(session).error()));
    session_ = *std::move(session);
    return Answer<void>();
  }

  // nullopt: the input can't be used. The inner fault: the worker can't be used any more.
  Result<Answer<std::optional<Observation>>> observe(const Input& input, std::uint64_t seed, double timeout_s) {
    using Seen = Answer<std::optional<Observation>>;
    for (bool again : {true, false}) {
      if (session_ == nullptr) {
        if (!again || ++restarts_ > kMostRestarts)
          return Seen(fault(FaultKind::closed, "the worker dies again and again"));
        VX_TRY(look_for_files());
        if (auto started = VX_TRY(start()); !started) return Seen(std::unexpected(started.error()));
      }
      auto put = session_->put(input.id, input.bytes, deadline_.sooner(kStartSeconds));
      auto seen = put ? session_->observe(input.id, seed, std::min(timeout_s, std::max(deadline_.left(), 0.1)))
                      : Answer<Observation>(std::unexpected(put.error()));
      if (seen) return Seen(*std::move(seen));
      if (seen.error().kind == FaultKind::cancelled) return fail(ErrorCode::cancelled, "cancelled");
      if (seen.error().kind == FaultKind::refused) return Seen(std::nullopt);
      session_.reset();
      return Seen(std::nullopt);
    }
    return Seen(std::nullopt);
  }

  Answer<std::vector<MadeInput>> make(const std::vector<std::string>& from, int count, std::uint64_t seed,
                                      Making how = Making::chosen, std::string_view against = {}) {
    if (session_ == nullptr) return fault(FaultKind::closed, "the worker is gone");
    const Deadline deadline = deadline_.sooner(kStartSeconds);
    return from.empty() ? session_->generate(count, seed, deadline)
                        : session_->mutate(from, count, seed, kMostMadeBytes, deadline, how, against, making_seconds());
  }

  /// Undoes what the side has written, and remembers it.
  Result<void> look_for_files() {
    if (spec_.clean && VX_TRY(spec_.clean())) wrote_files = true;
    return {};
  }

  /// Wall seconds that making inputs may take now, where others have the CPU.
  double making_seconds() const { return std::max(kMakingShare * deadline_.left(), kMakingSeconds); }

  double share_kept_waiting() const { return session_ == nullptr ? 0 : session_->share_kept_waiting(); }

  Answer<void> put(const Input& input) { return session_->put(input.id, input.bytes, deadline_.sooner(kStartSeconds)); }

  Loaded loaded;
  bool wrote_files = false;

 private:
  WorkerSpec spec_;
  Deadline deadline_;
  std::unique_ptr<WorkerSession> session_;
  int restarts_ = 0;
};

WorkerSpec anywhere(WorkerSpec spec) {
  spec.cpu.reset();
  return spec;
}

// Builds the reference step by step; a member function per step keeps the bookkeeping in one place.
class ReferenceBuilder {
 public:
  ReferenceBuilder(const WorkerSpec& a, const ReferenceOptions& options, bool at_once)
      : options_(options),
        at_once_(at_once),
        first_(a, hash_seed(options.seed, 1), options.deadline),
        second_(at_once ? anywhere(a) : a, hash_seed(options.seed, 2), options.deadline) {}

  Result<Answer<Reference>> build(const Inputs& inputs) {
    if (auto started = VX_TRY(first_.start()); !started) return Answer<Reference>(std::unexpected(started.error()));
    if (auto started = VX_TRY(second_.start()); !started) return Answer<Reference>(std::unexpected(started.error()));
    reference_.params = first_.loaded.params;
    VX_TRY(observe_all(inputs.train, part(kTrainShare), reference_.train));
    asked_train_ = asked_.size();
    VX_TRY(observe_all(inputs.held_out, part(kHeldOutShare), reference_.held_out));
    std::vector<Expected> all;
    const double start = monotonic_seconds(), making_seconds = first_.making_seconds();
    const std::vector<Input> made = make_inputs();
    const bool hurried = monotonic_seconds() - start > kHurried * making_seconds;
    VX_TRY(observe_all(made, part(kMadeShare), all));
    VX_TRY(catch_up());
    // Where no captured call can be compared, made ones can't stand for them.
    if (!asked_.empty() && reference_.train.empty() && reference_.held_out.empty()) all.clear();
    const bool few = all.size() < kMadeLeast || all.size() < made.size() / kMadePart;
    reference_.cut_short = reference_.usable() > 0 && few && (hurried || options_.deadline.passed()) &&
                           first_.share_kept_waiting() > kKeptWaiting;
    for (std::size_t i = 0; i < all.size(); ++i) {
      (i % kMadeHeldOut == kMadeHeldOut - 1 ? reference_.made_held_out : reference_.made).push_back(std::move(all[i]));
    }
    VX_TRY(observe_again(reference_.train, reference_.made));
    VX_TRY(observe_again(reference_.held_out, reference_.made_held_out));
    VX_TRY(observe_varied());
    VX_TRY(first_.look_for_files());
    reference_.writes_files = first_.wrote_files || second_.wrote_files;
    return Answer<Reference>(std::move(reference_));
  }

  Result<std::vector<Expected>> build_against(const std::vector<const Expected*>& from, std::string_view changed) {
    std::vector<Expected> all;
    if (!VX_TRY(first_.start())) return all;
    std::vector<std::string> parents;
    for (const Expected* expected : from) {
      if (parents.size() < kMutateFrom && first_.put(expected->input)) parents.push_back(expected->input.id);
    }
    if (parents.empty()) return all;
    const auto made = first_.make(parents, options_.made, options_.seed, Making::chosen, changed);
    if (!made || made->empty() || !VX_TRY(second_.start())) return all;
    VX_TRY(observe_all(inputs_of(*made, "against-"), options_.deadline, all));
    VX_TRY(catch_up());
    std::vector<Expected> none;
    VX_TRY(observe_again(none, all));
    return all;
  }

 private:
  Deadline part(double share) const { return options_.deadline.sooner(options_.deadline.left() * share); }

  // Captured inputs that the first process could be asked, those that are held out only where there are few others.
  std::vector<std::string> parents() const {
    std::vector<std::string> from;
    for (const std::string& id : asked_) {
      if (from.size() < (from.size() < asked_train_ ? kMutateFrom : kMutateLeast)) from.push_back(id);
    }
    return from;
  }

  std::vector<Input> make_inputs() {
    if (options_.made == 0) return {};
    const auto from = parents();
    const auto made = first_.make(from, options_.made, options_.seed);
    if (!made) return {};
    std::vector<Input> result = inputs_of(*made, from.empty() ? "generated-" : "mutated-");
    if (from.empty()) {
      for (Input& input : result) input.origin = Origin::generated;
    }
    return result;
  }

  Result<void> observe_varied() {
    const auto from = parents();
    if (options_.varied == 0 || from.empty()) return {};
    const auto made = first_.make(from, options_.varied, options_.seed, Making::varied);
    if (made) VX_TRY(observe_all(inputs_of(*made, "varied-"), options_.deadline, reference_.varied));
    VX_TRY(catch_up());
    std::erase_if(reference_.varied, [](const Expected& each) { return raises(each.observation); });
    return {};
  }

  // Small ones first: they are quick to observe, so that many kinds fit into the time.
  static std::vector<Input> inputs_of(const std::vector<MadeInput>& made, const char* prefix) {
    std::vector<Input> result;
    for (const MadeInput& one : made) {
      Input input;
      input.origin = Origin::mutated;
      input.id = fmt::format("{}{}", prefix, result.size() + 1);
      input.bytes = one.bytes;
      input.made_how = one.how;
      result.push_back(std::move(input));
    }
    std::ranges::stable_sort(result, {}, [](const Input& input) { return input.bytes.size(); });
    return result;
  }

  // What one process saw of an input.
  using Seen = std::vector<std::pair<Input, Observation>>;
  // What the other one made of that.
  struct Agreed {
    std::vector<Expected> inputs;
    std::set<std::string> opaque;
    int unstable = 0, timed_out = 0;
  };

  // Forwards in the first process, backwards in the second: all captured ones, or made ones part by part. The second one runs
  // behind the first, at the same time as what that does next, so its time ends with that of all.
  Result<void> observe_all(const std::vector<Input>& inputs, Deadline deadline, std::vector<Expected>& into) {
    const bool in_parts = at_once_ && !inputs.empty() && inputs.front().origin != Origin::captured;
    const Deadline own = deadline.sooner(deadline.left() * (in_parts ? kFirstShareOfMade : kFirstShare));
    const std::size_t step = in_parts ? kBehind : std::max<std::size_t>(inputs.size(), 1);
    bool over = false, any = false;
    for (std::size_t begin = 0; begin < inputs.size() && !over; begin += step) {
      Seen seen;
      for (const Input& input : std::span(inputs).subspan(begin, std::min(step, inputs.size() - begin))) {
        over = (own.passed() && any) || deadline.passed() || text_bytes_ > options_.text_bytes;
        if (over) break;
        auto answer = VX_TRY(first_.observe(input, options_.seed, options_.call_timeout_s));
        over = !answer;
        if (over) break;
        take(input, *std::move(answer), seen);
        any |= !seen.empty();
      }
      VX_TRY(follow(std::move(seen), into));
    }
    return {};
  }

  void take(const Input& input, std::optional<Observation> answer, Seen& seen) {
    if (!answer) {
      ++reference_.unusable;
    } else if (flags_of(answer->text).timed_out) {
      ++reference_.timed_out;
    } else if (input.origin == Origin::captured || !ran_out(answer->text)) {
      text_bytes_ += answer->text.size();
      if (input.origin == Origin::captured) asked_.push_back(input.id);
      seen.emplace_back(input, *std::move(answer));
    }
  }

  // Lets the second process see what the first one saw, beside us when both may run at once.
  Result<void> follow(Seen seen, std::vector<Expected>& into) {
    VX_TRY(catch_up());
    into_ = &into;
    behind_ = std::async(at_once_ ? std::launch::async : std::launch::deferred,
                         [this, seen = std::move(seen)] { return observe_second(seen); });
    return at_once_ ? Result<void>() : catch_up();
  }

  // Waits for the second process and takes over what both agree on.
  Result<void> catch_up() {
    if (!behind_.valid()) return {};
    Agreed agreed = VX_TRY(behind_.get());
    reference_.unstable += agreed.unstable;
    reference_.timed_out += agreed.timed_out;
    reference_.opaque.merge(agreed.opaque);
    std::ranges::move(agreed.inputs, std::back_inserter(*into_));
    return {};
  }

  Result<Agreed> observe_second(const Seen& seen) {
    Agreed agreed;
    for (auto known = seen.rbegin(); known != seen.rend(); ++known) {
      if (options_.deadline.passed()) break;
      const auto& [input, first] = *known;
      auto answer = VX_TRY(second_.observe(input, options_.seed, options_.call_timeout_s));
      if (!answer) break;
      if (*answer && flags_of((*answer)->text).timed_out) {
        ++agreed.timed_out;
        continue;
      }
      if (!*answer || (*answer)->text != first.text) {
        ++agreed.unstable;
        continue;
      }
      for (auto& name : flags_of(first.text).opaque) agreed.opaque.insert(std::move(name));
      const auto ns = std::max({first.cpu_ns, first.wall_ns, std::int64_t{1}});
      const auto again = std::max({(*answer)->cpu_ns, (*answer)->wall_ns, std::int64_t{1}});
      agreed.inputs.push_back({input, first.text, static_cast<double>(std::min(ns, again)) * 1e-9});
    }
    std::ranges::reverse(agreed.inputs);
    return agreed;
  }

  // As B's second process will. What A does not repeat among other calls is called again there, but not compared.
  Result<void> observe_again(std::vector<Expected>& captured, std::vector<Expected>& made) {
    std::vector<Expected*> inputs;
    for (auto* list : {&captured, &made}) {
      for (Expected& expected : *list) inputs.push_back(&expected);
    }
    for (const std::size_t at : repeated({inputs.begin(), inputs.end()}, options_.seed)) {
      if (options_.deadline.passed()) {
        inputs[at]->repeats = false;
        continue;
      }
      auto answer = VX_TRY(second_.observe(inputs[at]->input, options_.seed, options_.call_timeout_s));
      inputs[at]->repeats &= answer && *answer && (*answer)->text == inputs[at]->observation;
    }
    return {};
  }

  ReferenceOptions options_;
  bool at_once_;
  Observer first_, second_;
  Reference reference_;
  std::uint64_t text_bytes_ = 0;
  std::vector<std::string> asked_;  // captured inputs that the first process has seen, those held out last
  std::size_t asked_train_ = 0;
  std::vector<Expected>* into_ = nullptr;
  std::future<Result<Agreed>> behind_;  // last: its end waits for the thread, which uses the rest
};

std::string about(const Expected& expected, const std::vector<std::string>& params) {
  std::string arguments = render_arguments(expected.observation, params);
  std::string how = expected.input.made_how.empty() ? "" : fmt::format(", made by: {}", expected.input.made_how);
  return fmt::format("input {} ({}{})", expected.input.id, arguments, how);
}

// B's answer to one input: a difference in words, or nothing. The outer error: cancelled.
Result<std::optional<std::string>> differs(WorkerSession& session, const Expected& expected,
                                           const std::vector<std::string>& params, std::uint64_t seed,
                                           std::set<std::string>& opaque) {
  const double timeout = std::max(kLeastTimeout, kTimeoutFactor * expected.seconds);
  auto put = session.put(expected.input.id, expected.input.bytes, Deadline::after(kStartSeconds));
  auto seen =
      put ? session.observe(expected.input.id, seed, timeout) : Answer<Observation>(std::unexpected(put.error()));
  if (!seen) {
    if (seen.error().kind == FaultKind::cancelled) return fail(ErrorCode::cancelled, "cancelled");
    return fmt::format("gives no answer for {}: {}", about(expected, params), seen.error().text);
  }
  if (seen->text == expected.observation) return std::nullopt;  // and what is opaque in it was in A's, too
  for (auto& name : flags_of(seen->text).opaque) opaque.insert(std::move(name));
  return fmt::format("{} for {}", describe_difference(expected.observation, seen->text, params),
                     about(expected, params));
}

}  // namespace

std::vector<const Expected*> pointers(std::initializer_list<const std::vector<Expected>*> lists) {
  std::vector<const Expected*> result;
  for (const auto* list : lists) {
    for (const Expected& expected : *list) result.push_back(&expected);
  }
  return result;
}

Result<Answer<Reference>> build_reference(const WorkerSpec& a, const Inputs& inputs, const ReferenceOptions& options) {
  const double seconds = options.deadline.left();
  auto reference = VX_TRY(ReferenceBuilder(a, options, true).build(inputs));
  if (!reference || !reference->writes_files) return reference;
  ReferenceOptions again = options;
  again.deadline = Deadline::after(seconds);
  reference = VX_TRY(ReferenceBuilder(a, again, false).build(inputs));
  if (reference) reference->writes_files = true;
  return reference;
}

Result<std::vector<Expected>> observe_against(const WorkerSpec& a, const Reference& known, std::string_view changed,
                                              const ReferenceOptions& options) {
  return ReferenceBuilder(a, options, !known.writes_files)
      .build_against(pointers({&known.train, &known.held_out}), changed);
}

bool names_new_values(std::string_view changed, std::string_view original) {
  const std::set<std::string_view> known = literals(original);
  return std::ranges::any_of(literals(changed), [&](std::string_view each) { return !known.contains(each); });
}

namespace {

// One process of B and what it is to be asked; `once`: how many of the inputs come for the first time.
struct Asked {
  std::unique_ptr<WorkerSession> session;
  std::vector<const Expected*> inputs;
  std::size_t once;
};

Result<Comparison> ask(Asked& asked, const std::vector<std::string>& params, std::uint64_t seed, Deadline deadline,
                       std::atomic<bool>& enough) {
  Comparison result;
  for (std::size_t i = 0; i < asked.inputs.size() && !enough; ++i) {
    const Expected& expected = *asked.inputs[i];
    result.out_of_time = deadline.passed();
    if (result.out_of_time) break;
    result.difference = VX_TRY(differs(*asked.session, expected, params, seed, result.opaque));
    if (i >= asked.once && !expected.repeats) result.difference.reset();
    if (result.difference) break;
    ++(expected.input.origin == Origin::captured ? result.captured : result.generated);
  }
  if (result.difference || result.out_of_time) enough = true;
  return result;
}

}  // namespace

Result<Comparison> compare(const WorkerSpec& b, const std::vector<const Expected*>& inputs, const Reference& known,
                           std::uint64_t seed, Deadline deadline) {
  const bool at_once = !known.writes_files;
  std::atomic<bool> enough = false;
  Comparison result;
  // The process of B, or nothing when that has decided it.
  const auto start = [&](int process, Asked& asked) -> Result<bool> {
    WorkerSpec spec = process == 2 && at_once ? anywhere(b) : b;
    spec.hash_seed = hash_seed(seed, process);
    auto session = VX_TRY(start_loaded(spec, deadline.sooner(kStartSeconds)));
    if (session) {
      asked.session = *std::move(session);
      return true;
    }
    if (session.error().kind == FaultKind::cancelled) return fail(ErrorCode::cancelled, "cancelled");
    result.out_of_time = deadline.passed();
    if (!result.out_of_time) result.difference = fmt::format("can't be loaded: {}", session.error().text);
    return false;
  };
  Asked first{nullptr, inputs, inputs.size()}, second{nullptr, inputs, 0};
  second.once = keep_for_second(second.inputs);
  std::ranges::reverse(second.inputs);
  for (const std::size_t at : repeated(inputs, seed)) second.inputs.push_back(inputs[at]);
  const auto run = [&](Asked& asked) { return ask(asked, known.params, seed, deadline, enough); };
  if (!VX_TRY(start(1, first))) return result;
  if (at_once) {
    if (!VX_TRY(start(2, second))) return result;
    auto [one, two] = run_together([&] { return run(first); }, [&] { return run(second); });
    result = VX_TRY(std::move(one));
    const Comparison other = VX_TRY(std::move(two));
    if (!result.difference) result.difference = other.difference;
    result.out_of_time |= other.out_of_time;
    result.opaque.insert(other.opaque.begin(), other.opaque.end());
  } else {
    result = VX_TRY(run(first));
    first.session.reset();
    if (enough || !VX_TRY(start(2, second))) return result;
    const Comparison other = VX_TRY(run(second));
    result.difference = other.difference;
    result.out_of_time = other.out_of_time;
    result.opaque.insert(other.opaque.begin(), other.opaque.end());
  }
  return result;
}

namespace {

// The calls of a sequence in one process of A. False: it can't be replayed, or the time is over; the result says which.
Result<bool> observe_sequence(const WorkerSpec& a, std::uint32_t hash, const std::vector<std::string>& pickles,
                              std::uint64_t seed, Deadline deadline, SequenceComparison& result,
                              std::vector<Expected>& seen, std::vector<std::string>& params) {
  Observer observer(a, hash, deadline);
  if (auto started = VX_TRY(observer.start()); !started) {
    result.unusable = started.error().text;
    return false;
  }
  params = observer.loaded.params;
  for (std::size_t i = 0; i < pickles.size(); ++i) {
    if (deadline.passed()) {
      result.out_of_time = true;
      return false;
    }
    Input input;
    input.id = fmt::format("call-{}", i + 1);
    input.bytes = pickles[i];
    auto answer = VX_TRY(observer.observe(input, seed, kSequenceTimeout));
    if (!answer || !*answer || flags_of((*answer)->text).timed_out) {
      result.unusable = fmt::format("call {} of the recorded sequence can't be repeated", i + 1);
      return false;
    }
    const double seconds = static_cast<double>(std::max((*answer)->cpu_ns, (*answer)->wall_ns)) * 1e-9;
    seen.push_back({std::move(input), std::move((*answer)->text), seconds});
  }
  return true;
}

}  // namespace

Result<SequenceComparison> compare_sequence(const WorkerSpec& a, const WorkerSpec& b,
                                            const std::vector<std::string>& pickles, std::uint64_t seed,
                                            Deadline deadline) {
  SequenceComparison result;
  std::vector<Expected> first, second;
  std::vector<std::string> params;
  if (!VX_TRY(observe_sequence(a, hash_seed(seed, 1), pickles, seed, deadline, result, first, params))) return result;
  if (!VX_TRY(observe_sequence(a, hash_seed(seed, 2), pickles, seed, deadline, result, second, params))) return result;
  for (const int process : {1, 2}) {
    WorkerSpec spec = b;
    spec.hash_seed = hash_seed(seed, process);
    auto session = VX_TRY(start_loaded(spec, deadline.sooner(kStartSeconds)));
    if (!session) {
      if (session.error().kind == FaultKind::cancelled) return fail(ErrorCode::cancelled, "cancelled");
      result.difference = fmt::format("can't be loaded: {}", session.error().text);
      return result;
    }
    std::set<std::string> opaque;
    for (std::size_t i = 0; i < first.size(); ++i) {
      if (deadline.passed()) {
        result.out_of_time = true;
        return result;
      }
      auto difference = VX_TRY(differs(**session, first[i], params, seed, opaque));
      const bool stable = first[i].observation == second[i].observation;
      if (difference && stable) {
        result.difference = std::move(difference);
        return result;
      }
      if (process == 2) ++(stable ? result.agreed : result.unstable);
    }
  }
  return result;
}

}  // namespace velox::experiment
