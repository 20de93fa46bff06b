// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/worker_session.hpp"

#include <fmt/format.h>

#include <fstream>

#include "velox/base/random.hpp"
#include "velox/base/subprocess.hpp"
#include "velox/sandbox/process_tree.hpp"

namespace velox::experiment {

namespace {

// A worker serves a whole duet; these only stop one that is out of control.
constexpr double kWorkerWallSeconds = 3600;
constexpr double kFinishSeconds = 2;
// The stack lies below the environment: some units are 4 % faster at one of its places than at another. So it varies with the
// seed over all places within a page.
constexpr std::uint64_t kMostPadding = 4096;
constexpr double kObserveMargin = 5;  // for the frame around a call that used its whole time

sandbox::Job job_for(const WorkerSpec& spec) {
  sandbox::Job job;
  job.argv = spec.under;
  for (const auto& word : {spec.python->executable.string(), (spec.runtime / "worker.py").string(), std::string("--fd"),
                           std::to_string(sandbox::kChildChannel)}) {
    job.argv.push_back(word);
  }
  job.env = spec.env;
  // What lies on the project's path (sitecustomize.py, a json.py) must not run before the helper: the worker puts it back.
  if (auto path = job.env.extract("PYTHONPATH"); !path.empty()) job.env["VELOX_PYTHONPATH"] = path.mapped();
  job.env["PYTHONHASHSEED"] = std::to_string(spec.hash_seed);
  if (spec.fixed_layout) job.env["VELOX_PADDING"] = std::string(Random(spec.hash_seed).below(kMostPadding), '.');
  job.cwd = spec.cwd;
  job.view = spec.view;
  job.cpu = spec.cpu;
  job.fixed_layout = spec.fixed_layout;
  job.policy.limits.wall_s = kWorkerWallSeconds;
  job.policy.limits.cpu_s = 0;  // a limit would make the worker's own CPU clock coarse; each request has a deadline
  job.policy.readable = spec.python->readable;
  job.policy.readable.push_back(spec.runtime);
  if (!spec.bytecode.empty()) {
    (spec.fixed_bytecode ? job.policy.readable : job.policy.writable).push_back(spec.bytecode);
    job.env["PYTHONPYCACHEPREFIX"] = spec.bytecode.string();
    job.env["PYTHONDONTWRITEBYTECODE"] =
        "";  // or each start would compile all that it imports, the standard library too
  }
  return job;
}

// Seconds that the main thread was ready to run but not running (Documentation/scheduler/sched-stats in Linux); 0 when
// the kernel does not say.
double queued_seconds(pid_t pid) {
  std::ifstream file(fmt::format("/proc/{}/schedstat", pid));
  std::uint64_t on_cpu = 0, waiting = 0;
  return file >> on_cpu >> waiting ? static_cast<double>(waiting) * 1e-9 : 0;
}

Json names(const std::vector<std::string>& inputs) {
  Json list = Json::array();
  for (const auto& name : inputs) list.push_back(name);
  return list;
}

}  // namespace

WorkerSession::WorkerSession(WorkerSpec spec, std::unique_ptr<sandbox::Session> session)
    : spec_(std::move(spec)), session_(std::move(session)), wire_(session_->channel(), spec_.cancel) {}

WorkerSession::~WorkerSession() = default;

Result<std::unique_ptr<WorkerSession>> WorkerSession::start(WorkerSpec spec) {
  if (spec.clean) static_cast<void>(VX_TRY(spec.clean()));
  auto session = VX_TRY_CONTEXT("starting a worker", spec.sandbox->start(job_for(spec)));
  return std::unique_ptr<WorkerSession>(new WorkerSession(std::move(spec), std::move(session)));
}

Answer<Frame> WorkerSession::ask(Json request, std::string_view blob, Deadline deadline) {
  auto frame = wire_.request(std::move(request), blob, deadline);
  if (!frame && frame.error().kind == FaultKind::closed) {
    const auto outcome = session_->finish(Deadline::after(kFinishSeconds));
    if (!outcome.reason.empty()) frame.error().text = fmt::format("the process ended: {}", outcome.reason);
  }
  return frame;
}

Answer<Loaded> WorkerSession::load(Deadline deadline) {
  Json sys_path = Json::array();
  for (const auto& path : spec_.unit.sys_path) sys_path.push_back(session_->inside(path.string()));
  std::vector<std::string> argv;
  for (const auto& word : spec_.unit.argv) argv.push_back(session_->inside(word));
  const pid_t pid = session_->program_pid();
  VX_TRY(ask({{"op", "stats"}}, "", deadline));  // it has its channel where it keeps it
  channels_ = sandbox::sockets_of(pid);
  const double start = monotonic_seconds(), queued = queued_seconds(pid);
  const auto frame = VX_TRY(ask({{"op", "load"},
                                 {"module",
                                  {{"file", session_->inside(spec_.unit.file.string())},
                                   {"name", spec_.unit.module_name},
                                   {"is_main", spec_.unit.is_main}}},
                                 {"unit", spec_.unit.qualname},
                                 {"sys_path", std::move(sys_path)},
                                 {"argv", names(argv)},
                                 {"environ_seed", spec_.hash_seed}},
                                "", deadline));
  // The module's own code has run by now, so the worker's word is not taken for how long that took.
  const double seconds = std::max(monotonic_seconds() - start - (queued_seconds(pid) - queued), 0.0);
  Loaded loaded{json::string_or(frame.json, "kind"), static_cast<std::int64_t>(seconds * 1e9), {}};
  for (const Json& parameter : json::member(frame.json, "signature"))
    loaded.params.push_back(json::string_or(parameter, "name"));
  VX_TRY(check_channel());
  return loaded;
}

Answer<void> WorkerSession::check_channel() const {
  const auto now = sandbox::sockets_of(session_->program_pid());
  for (const auto& [descriptor, socket] : channels_) {
    const auto found = now.find(descriptor);
    if (found == now.end() || found->second != socket)
      return fault(FaultKind::malformed,
                   "somebody stands between the judge and the worker: its channel is another one");
  }
  return {};
}

Answer<void> WorkerSession::put(const std::string& input, std::string_view pickle, Deadline deadline) {
  VX_TRY(ask({{"op", "put"}, {"input", input}}, pickle, deadline));
  return {};
}

Answer<Observation> WorkerSession::observe(const std::string& input, std::uint64_t seed, double timeout_s) {
  auto frame = VX_TRY(ask({{"op", "observe"}, {"inputs", names({input})}, {"seed", seed}, {"timeout_s", timeout_s}}, "",
                          Deadline::after(timeout_s + kObserveMargin)));
  const Json& list = json::member(frame.json, "observations");
  if (!list.is_array() || list.size() != 1 || json::string_or(list[0], "input") != input) {
    return fault(FaultKind::malformed, "an observation of something else");
  }
  if (frame.blob.size() < 2 || frame.blob.front() != '[' || frame.blob.back() != ']') {
    return fault(FaultKind::malformed, "an observation that is not a list of one");
  }
  Observation observation;
  observation.input = input;
  observation.wall_ns = json::integer_or(list[0], "wall_ns");
  observation.cpu_ns = json::integer_or(list[0], "cpu_ns");
  observation.text = session_->outside(std::string_view(frame.blob).substr(1, frame.blob.size() - 2));
  return observation;
}

Answer<std::vector<MadeInput>> WorkerSession::made(const Answer<Frame>& answer) {
  if (!answer) return std::unexpected(answer.error());
  std::vector<MadeInput> result;
  std::size_t at = 0;
  const Json& list = json::member(answer->json, "made");
  if (!list.is_array()) return fault(FaultKind::malformed, "no list of made inputs");
  for (const Json& entry : list) {
    const std::int64_t bytes = json::integer_or(entry, "bytes", -1);
    if (bytes < 0 || static_cast<std::uint64_t>(bytes) > answer->blob.size() - at) {
      return fault(FaultKind::malformed, "made inputs that do not fit their bytes");
    }
    result.push_back({json::string_or(entry, "from"), json::string_or(entry, "how"),
                      answer->blob.substr(at, static_cast<std::size_t>(bytes))});
    at += static_cast<std::size_t>(bytes);
  }
  return result;
}

Answer<std::vector<MadeInput>> WorkerSession::mutate(const std::vector<std::string>& inputs, int count,
                                                     std::uint64_t seed, std::int64_t max_bytes, Deadline deadline,
                                                     Making how, std::string_view against, double within) {
  return made(ask({{"op", "mutate"},
                   {"inputs", names(inputs)},
                   {"count", count},
                   {"seed", seed},
                   {"max_bytes", max_bytes},
                   {"varied", how == Making::varied},
                   {"chosen", how == Making::chosen},
                   {"within", within}},
                  against, deadline));
}

Answer<std::vector<MadeInput>> WorkerSession::generate(int count, std::uint64_t seed, Deadline deadline) {
  return made(ask({{"op", "generate"}, {"count", count}, {"seed", seed}}, "", deadline));
}

Answer<std::vector<ScaleTarget>> WorkerSession::scale_targets(const std::string& input, Deadline deadline) {
  const auto frame = VX_TRY(ask({{"op", "scale"}, {"inputs", names({input})}}, "", deadline));
  std::vector<ScaleTarget> targets;
  for (const Json& entry : json::member(frame.json, "targets"))
    targets.push_back({json::string_or(entry, "name"), json::number_or(entry, "size")});
  return targets;
}

Answer<std::vector<ScaledInput>> WorkerSession::scale(const std::string& input, const std::string& target,
                                                      const std::vector<int>& sizes, bool fresh, std::uint64_t seed,
                                                      std::int64_t max_bytes, Deadline deadline) {
  const auto frame = ask({{"op", "scale"},
                          {"inputs", names({input})},
                          {"target", target},
                          {"sizes", sizes},
                          {"fresh", fresh},
                          {"seed", seed},
                          {"max_bytes", max_bytes}},
                         "", deadline);
  auto inputs = VX_TRY(made(frame));
  std::vector<ScaledInput> result;
  const Json& list = json::member(frame->json, "made");
  for (std::size_t i = 0; i < inputs.size(); ++i)
    result.push_back({std::move(inputs[i]), json::number_or(list[i], "size")});
  return result;
}

Answer<bool> WorkerSession::prepare_again(const std::string& input, int repeats, Deadline deadline) {
  const auto frame = VX_TRY(ask({{"op", "prepare_again"}, {"input", input}, {"repeats", repeats}}, "", deadline));
  return json::integer_or(frame.json, "calls") > 0;
}

Answer<MutantRun> WorkerSession::mutant(std::string_view source, const std::vector<std::string>& inputs,
                                        std::uint64_t seed, double timeout_s,
                                        const std::vector<std::string>& expected) {
  const auto frame = VX_TRY(ask({{"op", "mutant"},
                                 {"inputs", names(inputs)},
                                 {"seed", seed},
                                 {"timeout_s", timeout_s},
                                 {"expected", names(expected)}},
                                source, Deadline::after(timeout_s + kObserveMargin)));
  MutantRun run{json::string_or(frame.json, "ended"), {}, {}};
  for (const Json& digest : json::member(frame.json, "digests"))
    run.digests.push_back(digest.is_string() ? digest.get<std::string>() : "");
  for (const Json& seconds : json::member(frame.json, "seconds"))
    run.seconds.push_back(seconds.is_number() ? seconds.get<double>() : 0);
  if (run.digests.size() > inputs.size() || run.seconds.size() != run.digests.size())
    return fault(FaultKind::malformed, "more observations than inputs");
  return run;
}

Answer<void> WorkerSession::prepare(const std::vector<std::string>& inputs, int repeats,
                                    const std::vector<std::size_t>& keep, Deadline deadline) {
  VX_TRY(ask({{"op", "prepare"}, {"inputs", names(inputs)}, {"repeats", repeats}, {"keep", Json(keep)}}, "", deadline));
  return {};
}

Answer<RunTimes> WorkerSession::run(std::uint64_t seed, Deadline deadline) {
  const pid_t pid = session_->program_pid();
  const auto cpu_before = process_cpu_ns(pid);
  const double queued_before = queued_seconds(pid);
  const double wall_before = monotonic_seconds();
  const auto frame = VX_TRY(ask({{"op", "run"}, {"seed", seed}}, "", deadline));
  RunTimes times;
  times.wall = monotonic_seconds() - wall_before;
  times.queued = queued_seconds(pid) - queued_before;
  const auto cpu_after = process_cpu_ns(pid);
  if (!cpu_before || !cpu_after) return fault(FaultKind::closed, "the worker's CPU clock can't be read");
  run_end_ns_ = *cpu_after;
  times.cpu = static_cast<double>(*cpu_after - *cpu_before) * 1e-9;
  times.inner_cpu = json::number_or(frame.json, "cpu_ns") * 1e-9;
  times.inner_wall = json::number_or(frame.json, "wall_ns") * 1e-9;
  times.calls = json::integer_or(frame.json, "calls");
  times.raised = json::integer_or(frame.json, "raised");
  return times;
}

double WorkerSession::cpu_off_the_clock() const {
  const auto now = process_cpu_ns(session_->program_pid());
  return now ? static_cast<double>(*now - run_end_ns_) * 1e-9 : 0;
}

double WorkerSession::share_kept_waiting() const {
  const pid_t pid = session_->program_pid();
  const double queued = queued_seconds(pid);
  const double ran = static_cast<double>(process_cpu_ns(pid).value_or(0)) * 1e-9;
  return queued > 0 ? queued / (queued + ran) : 0;
}

Answer<std::vector<std::string>> WorkerSession::answers(Deadline deadline) {
  VX_TRY(check_channel());
  const auto frame = VX_TRY(ask({{"op", "answers"}}, "", deadline));
  const Json& sizes = json::member(frame.json, "bytes");
  if (!sizes.is_array()) return fault(FaultKind::malformed, "no list of answers");
  std::vector<std::string> texts;
  std::size_t at = 0;
  for (const Json& entry : sizes) {
    const std::int64_t bytes = entry.is_number_integer() ? entry.get<std::int64_t>() : -1;
    if (bytes < 0 || static_cast<std::uint64_t>(bytes) > frame.blob.size() - at)
      return fault(FaultKind::malformed, "answers that do not fit their bytes");
    texts.push_back(session_->outside(std::string_view(frame.blob).substr(at, static_cast<std::size_t>(bytes))));
    at += static_cast<std::size_t>(bytes);
  }
  return texts;
}

Answer<std::uint64_t> WorkerSession::peak_rss(Deadline deadline) {
  const auto frame = VX_TRY(ask({{"op", "stats"}}, "", deadline));
  return static_cast<std::uint64_t>(std::max<std::int64_t>(json::integer_or(frame.json, "peak_rss_bytes"), 0));
}

Result<Answer<std::unique_ptr<WorkerSession>>> start_loaded(const WorkerSpec& spec, Deadline deadline, Loaded* loaded) {
  auto session = VX_TRY(WorkerSession::start(spec));
  auto answer = session->load(deadline);
  if (!answer) return Answer<std::unique_ptr<WorkerSession>>(std::unexpected(std::move(answer).error()));
  if (loaded != nullptr) *loaded = *answer;
  return Answer<std::unique_ptr<WorkerSession>>(std::move(session));
}

}  // namespace velox::experiment
