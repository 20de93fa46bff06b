// SPDX-License-Identifier: Apache-2.0
// What every back end must do: run, limit, translate paths, hold sessions. What it must keep out is in sandbox_cases_test.cpp.
#include "velox/sandbox/sandbox.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <thread>

#include "velox/base/subprocess.hpp"
#include "velox/sandbox/project_view.hpp"

namespace velox::sandbox {
namespace {

using model::OutcomeKind;
using ::testing::HasSubstr;
using ::testing::Not;
using namespace std::chrono_literals;

constexpr const char* kPython = "/usr/bin/python3";

class SandboxTest : public ::testing::TestWithParam<BackendChoice> {
 protected:
  void SetUp() override {
    auto made = Sandbox::create(GetParam());
    if (!made && GetParam() != BackendChoice::none) GTEST_SKIP() << made.error().describe();
    ASSERT_TRUE(made) << made.error().describe();
    sandbox_ = std::move(*made);
    project_.emplace(std::move(*TempDir::create("project-")));
    ASSERT_TRUE(write_file_atomic(project_->path() / "main.py", "print('real')\n"));
  }

  ProjectView view(const std::map<std::string, std::string>& files = {}) const {
    auto made = ProjectView::create(project_->path(), files);
    EXPECT_TRUE(made) << made.error().describe();
    return std::move(*made);
  }
  static Job python(const std::string& code) {
    Job job;
    job.argv = {kPython, "-c", code};
    job.policy.limits.wall_s = 20;
    job.policy.limits.memory_bytes = 1ULL << 30;
    return job;
  }
  model::Outcome run(const Job& job) const {
    auto outcome = sandbox_->run(job);
    EXPECT_TRUE(outcome) << outcome.error().describe();
    return outcome.value_or(model::Outcome{});
  }

  std::unique_ptr<Sandbox> sandbox_;
  std::optional<TempDir> project_;
};

TEST_P(SandboxTest, RunsAProgramToItsEnd) {
  Job job = python("import sys; print(sys.stdin.read().upper()); print('e', file=sys.stderr); sys.exit(3)");
  job.stdin_text = "hello";
  const auto outcome = run(job);
  EXPECT_EQ(outcome.kind, OutcomeKind::failed);
  EXPECT_EQ(outcome.exit_code, 3);
  EXPECT_EQ(outcome.reason, "exit status 3");
  EXPECT_EQ(outcome.out, "HELLO\n");
  EXPECT_EQ(outcome.err, "e\n");
}

TEST_P(SandboxTest, AGoodProgramIsOkAndUsesLittle) {
  const auto outcome = run(python("pass"));
  EXPECT_TRUE(outcome.ok()) << outcome.reason << outcome.err;
  EXPECT_GT(outcome.cpu_s, 0);
  EXPECT_LT(outcome.cpu_s, 1);
  EXPECT_GT(outcome.wall_s, 0);
  EXPECT_GT(outcome.peak_rss_bytes, 3ULL << 20);
  EXPECT_LT(outcome.peak_rss_bytes, 200ULL << 20);
}

TEST_P(SandboxTest, MeasuresTheProgramAndTheChildrenItWaitedFor) {
  const auto outcome =
      run(python("import os, time\n"
                 "def burn(s):\n"
                 "  end = time.process_time() + s\n"
                 "  while time.process_time() < end: pass\n"
                 "if os.fork() == 0: burn(0.2); os._exit(0)\n"
                 "os.wait(); burn(0.2); x = bytearray(64 << 20)\n"));
  EXPECT_TRUE(outcome.ok()) << outcome.err;
  EXPECT_GT(outcome.cpu_s, 0.38);
  EXPECT_LT(outcome.cpu_s, 0.8);
  EXPECT_GT(outcome.peak_rss_bytes, 64ULL << 20);
}

TEST_P(SandboxTest, AMissingProgramIsAnError) {
  Job job = python("");
  job.argv = {"/no/such/program"};
  const auto outcome = sandbox_->run(job);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code(), ErrorCode::not_found) << outcome.error().describe();
  EXPECT_FALSE(sandbox_->start(job));
}

TEST_P(SandboxTest, SeesTheViewInPlaceOfTheProject) {
  const ProjectView shown = view(
      {{"main.py", "import pathlib; pathlib.Path(__file__).with_name('out.txt').write_text('x'); print(__file__)\n"}});
  Job job = python("");
  job.argv = {kPython, (project_->path() / "main.py").string()};
  job.view = &shown;
  const auto outcome = run(job);
  EXPECT_EQ(outcome.out, (project_->path() / "main.py").string() + "\n") << outcome.err;
  EXPECT_FALSE(fs::exists(project_->path() / "out.txt"));
  EXPECT_TRUE(fs::exists(shown.content() / "out.txt"));
}

TEST_P(SandboxTest, TranslatesFolderAndEnvironment) {
  const ProjectView shown = view({{"pkg/helper.py", "print('helped')\n"}});
  Job job = python("import os, helper; print(os.getcwd())");
  job.view = &shown;
  job.cwd = project_->path();
  job.env["PYTHONPATH"] = "/usr/nothing:" + (project_->path() / "pkg").string();
  EXPECT_EQ(run(job).out, "helped\n" + project_->path().string() + "\n");
}

TEST_P(SandboxTest, WritesOnlyWhereItMay) {
  const auto results = TempDir::create("results-");
  const auto inputs = TempDir::create("inputs-");
  ASSERT_TRUE(write_file_atomic(inputs->path() / "in.txt", "data"));
  Job job = python(
      "import sys; d = open(sys.argv[1] + '/in.txt').read(); open(sys.argv[2] + '/r.txt', 'w').write(d)\n"
      "try: open(sys.argv[1] + '/bad', 'w'); print('wrote')\n"
      "except OSError: print('refused')");
  job.argv.push_back(inputs->path());
  job.argv.push_back(results->path());
  job.policy.readable = {inputs->path()};
  job.policy.writable = {results->path()};
  const auto outcome = run(job);
  EXPECT_EQ(read_file(results->path() / "r.txt").value_or(""), "data") << outcome.err;
  EXPECT_EQ(outcome.out, sandbox_->backend() == Backend::none ? "wrote\n" : "refused\n");
}

TEST_P(SandboxTest, SharedFoldersAreReadFromTheOriginal) {
  fs::create_directories(project_->path() / ".venv/lib");
  ASSERT_TRUE(write_file_atomic(project_->path() / ".venv/lib/dep.py", "print('dep')"));
  const ProjectView shown = view();
  Job job = python("import dep");
  job.view = &shown;
  job.env["PYTHONPATH"] = (project_->path() / ".venv/lib").string();
  EXPECT_EQ(run(job).out, "dep\n");
  fs::remove_all(shown.content() / ".venv");  // a program, or another back end, left a link in its place
  fs::create_directory_symlink("/usr", shown.content() / ".venv");
  EXPECT_EQ(run(job).out, "dep\n");
}

TEST_P(SandboxTest, ALinkPlantedAtAMountPointIsNotFollowed) {
  fs::create_directories(project_->path() / "sub/node_modules");
  const auto victim = TempDir::create("victim-");
  fs::create_directories(victim->path() / "node_modules/precious");
  ProjectView shown = view();
  fs::remove_all(shown.content() / "sub");
  fs::create_directory_symlink(victim->path(), shown.content() / "sub");
  Job job = python("pass");
  job.view = &shown;
  EXPECT_FALSE(sandbox_->run(job));
  EXPECT_TRUE(fs::is_directory(victim->path() / "node_modules/precious"));
  ASSERT_TRUE(shown.reset());
  EXPECT_TRUE(run(job).ok());
}

TEST_P(SandboxTest, EnvironmentIsMinimal) {
  ::setenv("VX_SECRET_TOKEN", "s3cret", 1);
  const auto outcome = run(python("import os; print(sorted(os.environ)); print(os.environ['HOME'] != '" +
                                  std::string(std::getenv("HOME")) + "')"));
  EXPECT_THAT(outcome.out, Not(HasSubstr("VX_SECRET_TOKEN")));
  EXPECT_THAT(outcome.out, HasSubstr("'PYTHONDONTWRITEBYTECODE'"));
  EXPECT_THAT(outcome.out, HasSubstr("True"));
}

TEST_P(SandboxTest, HomeAndTemporaryFoldersAreWritable) {
  EXPECT_EQ(
      run(python(
              "import os, tempfile; open(os.path.expanduser('~/x'), 'w'); tempfile.NamedTemporaryFile(); print('ok')"))
          .out,
      "ok\n");
}

TEST_P(SandboxTest, ACancelledRunEndsSoon) {
  CancelToken token;
  std::jthread later([&] {
    std::this_thread::sleep_for(200ms);
    token.cancel();
  });
  const auto outcome = sandbox_->run(python("import time; time.sleep(60)"), &token);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->kind, OutcomeKind::cancelled);
  EXPECT_LT(outcome->wall_s, 10);
}

TEST_P(SandboxTest, ASessionTalksOverItsChannel) {
  auto session = sandbox_->start(python(
      "import socket\ns = socket.socket(fileno=3)\nwhile (b := s.recv(100)): s.sendall(b[::-1])\nprint('left')"));
  ASSERT_TRUE(session) << session.error().describe();
  std::array<char, 16> text{};
  ASSERT_EQ(::send((*session)->channel(), "abc", 3, 0), 3);
  ASSERT_EQ(::recv((*session)->channel(), text.data(), text.size(), 0), 3);
  EXPECT_STREQ(text.data(), "cba");
  EXPECT_TRUE((*session)->running());
  const auto outcome = (*session)->finish(Deadline::after(10));
  EXPECT_TRUE(outcome.ok()) << outcome.reason << outcome.err;
  EXPECT_EQ(outcome.out, "left\n");
  EXPECT_FALSE((*session)->running());
}

TEST_P(SandboxTest, TheSessionsPidIsThatOfThePython) {
  auto session =
      sandbox_->start(python("import socket, time\ns = socket.socket(fileno=3)\n"
                             "end = time.process_time() + 0.3\nwhile time.process_time() < end: pass\n"
                             "s.sendall(b'%d' % time.process_time_ns()); s.recv(1)"));
  ASSERT_TRUE(session) << session.error().describe();
  const pid_t pid = (*session)->program_pid();
  std::error_code error;
  EXPECT_THAT(fs::read_symlink("/proc/" + std::to_string(pid) + "/exe", error).string(), HasSubstr("python"));
  std::array<char, 32> text{};
  ASSERT_GT(::recv((*session)->channel(), text.data(), text.size() - 1, 0), 0);
  const auto seen_inside = std::strtoll(text.data(), nullptr, 10);
  const auto seen_here = process_cpu_ns(pid);
  ASSERT_TRUE(seen_here);
  EXPECT_GE(*seen_here, seen_inside);
  EXPECT_LT(*seen_here, seen_inside + 50'000'000);
}

TEST_P(SandboxTest, ANoisySessionIsNotBlockedByItsOutput) {
  auto session =
      sandbox_->start(python("import socket, sys\ns = socket.socket(fileno=3)\nsys.stdout.write('x' * "
                             "1000000)\nsys.stdout.flush()\ns.sendall(b'k'); s.recv(1)"));
  ASSERT_TRUE(session);
  char byte = 0;
  ASSERT_EQ(::recv((*session)->channel(), &byte, 1, 0), 1);
  EXPECT_EQ((*session)->finish(Deadline::after(10)).out.size(), 1000000U);
}

TEST_P(SandboxTest, FinishEndsASessionThatDoesNotLeave) {
  auto session = sandbox_->start(python("import time; time.sleep(60)"));
  ASSERT_TRUE(session);
  const double before = monotonic_seconds();
  const auto outcome = (*session)->finish(Deadline::after(0.1));
  EXPECT_EQ(outcome.kind, OutcomeKind::killed);
  EXPECT_EQ(outcome.reason, "ended by Velox");
  EXPECT_LT(monotonic_seconds() - before, 5);
  EXPECT_NE(::kill((*session)->program_pid(), 0), 0);
}

TEST_P(SandboxTest, ADroppedSessionLeavesNothingRunning) {
  pid_t pid = 0;
  {
    auto session = sandbox_->start(python("import time; time.sleep(60)"));
    ASSERT_TRUE(session);
    pid = (*session)->program_pid();
    ASSERT_EQ(::kill(pid, 0), 0);
  }
  EXPECT_NE(::kill(pid, 0), 0);
}

TEST_P(SandboxTest, ASessionMayBeStartedByAThreadThatEnds) {
  std::unique_ptr<Session> session;
  std::thread([&] {
    auto started = sandbox_->start(python("import socket\ns = socket.socket(fileno=3); s.recv(1); print('end')"));
    ASSERT_TRUE(started);
    session = std::move(*started);
  }).join();
  std::this_thread::sleep_for(100ms);
  EXPECT_TRUE(session->running());
  EXPECT_EQ(session->finish(Deadline::after(10)).out, "end\n");
}

TEST_P(SandboxTest, NamesOfProjectFilesCanBeTranslatedForTheChannel) {
  const ProjectView shown = view();
  Job job = python("import socket; s = socket.socket(fileno=3); print(open(s.recv(4096).decode()).read())");
  job.view = &shown;
  auto session = sandbox_->start(job);
  ASSERT_TRUE(session);
  const std::string name = (*session)->inside((project_->path() / "main.py").string());
  EXPECT_EQ((*session)->outside(name), (project_->path() / "main.py").string());
  ASSERT_GT(::send((*session)->channel(), name.data(), name.size(), 0), 0);
  EXPECT_THAT((*session)->finish(Deadline::after(10)).out, HasSubstr("print('real')"));
}

std::string name_of(const ::testing::TestParamInfo<BackendChoice>& info) {
  switch (info.param) {
    case BackendChoice::bwrap: return "Bwrap";
    case BackendChoice::landlock: return "Landlock";
    default: return "None";
  }
}
// Processes of this machine whose command line holds the mark.
std::size_t processes_named(const std::string& mark) {
  std::size_t found = 0;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator("/proc", error)) {
    const auto words = read_file(entry.path() / "cmdline");
    if (words && words->find(mark) != std::string::npos) ++found;
  }
  return found;
}

// A process that starts one program after the other and dies by SIGKILL somewhere on the way.
void start_programs_and_be_killed(Sandbox& sandbox, const Job& job, std::chrono::microseconds after) {
  const pid_t owner = ::fork();
  ASSERT_GE(owner, 0);
  if (owner == 0) {
    while (sandbox.run(job)) {
    }
    ::_exit(1);
  }
  std::this_thread::sleep_for(after);
  ::kill(owner, SIGKILL);
  int status = 0;
  ASSERT_EQ(::waitpid(owner, &status, 0), owner);
  EXPECT_TRUE(WIFSIGNALED(status)) << "a run failed before the kill";
}

// VX_KILLS asks for more rounds than a test run has time for.
TEST_P(SandboxTest, NothingOutlivesAnOwnerThatIsKilled) {
  const char* asked = std::getenv("VX_KILLS");
  const int rounds = asked != nullptr ? std::atoi(asked) : 60;
  const std::string mark = "owner-" + project_->path().filename().string();
  for (int round = 0; round < rounds; ++round)
    start_programs_and_be_killed(*sandbox_, python("mark = '" + mark + "'\nimport time\ntime.sleep(0.005)"),
                                 std::chrono::microseconds(1000 + (round * 977) % 40000));
  for (int i = 0; i < 250 && processes_named(mark) > 0; ++i) std::this_thread::sleep_for(20ms);
  EXPECT_EQ(processes_named(mark), 0U) << "after " << rounds << " kills";
}

TEST_P(SandboxTest, TwoSandboxesDoNotSeeOneAnother) {
  if (GetParam() == BackendChoice::none) GTEST_SKIP() << "it protects nothing";
  const std::string mark = "secret-" + project_->path().filename().string();
  const std::string shared_memory = "/dev/shm/" + mark;
  auto first =
      sandbox_->start(python("import os, sys, time, tempfile\n"
                             "name = '" +
                             mark +
                             "'\n"
                             "open(os.path.join(tempfile.gettempdir(), name), 'w').write('x')\n"
                             "try: open('" +
                             shared_memory +
                             "', 'w').write('x')\n"
                             "except OSError: pass\n"
                             "time.sleep(20)"));
  ASSERT_TRUE(first) << first.error().describe();
  std::this_thread::sleep_for(500ms);
  const pid_t other = (*first)->program_pid();
  ASSERT_GT(other, 0);
  const auto outcome =
      run(python("import ctypes, glob, os, socket\n"
                 "found = glob.glob('/tmp/**/" +
                 mark +
                 "', recursive=True)\n"
                 "found += glob.glob('" +
                 shared_memory +
                 "')\n"
                 "try: os.kill(" +
                 std::to_string(other) +
                 ", 0); found.append('signal')\n"
                 "except OSError: pass\n"
                 "for part in 'mem', 'environ', 'fd/0', 'cwd/.':\n"
                 "    try: open('/proc/" +
                 std::to_string(other) +
                 "/' + part, 'rb'); found.append(part)\n"
                 "    except OSError: pass\n"
                 "print('found', found)"));
  EXPECT_THAT(outcome.out, HasSubstr("found []")) << outcome.err;
  EXPECT_TRUE((*first)->running()) << "there was nobody to be seen";
}

INSTANTIATE_TEST_SUITE_P(Backends, SandboxTest,
                         ::testing::Values(BackendChoice::bwrap, BackendChoice::landlock, BackendChoice::none),
                         name_of);

TEST(SandboxChoiceTest, ParsesNames) {
  EXPECT_EQ(parse_backend_choice("auto").value(), BackendChoice::automatic);
  EXPECT_EQ(parse_backend_choice("landlock").value(), BackendChoice::landlock);
  EXPECT_EQ(parse_backend_choice("docker").error().code(), ErrorCode::usage);
}

TEST(SandboxChoiceTest, AutomaticNeverRunsWithoutProtection) {
  const auto sandbox = Sandbox::create(BackendChoice::automatic);
  if (sandbox)
    EXPECT_NE((*sandbox)->backend(), Backend::none);
  else
    EXPECT_THAT(sandbox.error().describe(), HasSubstr("--sandbox=none"));
}

}  // namespace
}  // namespace velox::sandbox
