// SPDX-License-Identifier: Apache-2.0
#include "velox/base/subprocess.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <thread>

namespace velox {
namespace {

using ::testing::HasSubstr;
using namespace std::chrono_literals;

SpawnOptions shell(const std::string& script) {
  SpawnOptions options;
  options.argv = {"sh", "-c", script};
  options.env = {{"PATH", "/usr/bin:/bin"}};
  return options;
}

ProcessResult run_shell(const std::string& script, std::uint64_t limit = 1 << 20) {
  auto result = run_process(shell(script), Deadline::after(20), limit);
  EXPECT_TRUE(result) << result.error().describe();
  return result.value_or(ProcessResult{});
}

bool gone_within(pid_t pid, double seconds) {
  const Deadline deadline = Deadline::after(seconds);
  while (!deadline.passed()) {
    if (::kill(pid, 0) != 0) return true;
    std::this_thread::sleep_for(5ms);
  }
  return false;
}

TEST(SubprocessTest, CollectsOutputAndStatus) {
  const auto result = run_shell("echo out; echo err >&2; exit 7");
  EXPECT_EQ(result.out, "out\n");
  EXPECT_EQ(result.err, "err\n");
  EXPECT_EQ(result.exit_code, 7);
  EXPECT_EQ(result.signal, 0);
  EXPECT_GT(result.wall_s, 0);
  EXPECT_GT(result.peak_rss_bytes, 0U);
}

TEST(SubprocessTest, TellsASignalFromAStatus) {
  const auto result = run_shell("kill -TERM $$");
  EXPECT_EQ(result.signal, SIGTERM);
  EXPECT_FALSE(result.timed_out);
}

TEST(SubprocessTest, InheritsNothingButWhatWasGiven) {
  ::setenv("VX_SECRET", "1", 1);
  std::array<int, 2> leak{};
  ASSERT_EQ(::pipe(leak.data()), 0);
  SpawnOptions options = shell("env; ls /proc/self/fd");
  options.env["A"] = "b c";
  const auto result = run_process(options, Deadline::after(20));
  ASSERT_TRUE(result);
  EXPECT_THAT(result->out, HasSubstr("A=b c\n"));
  EXPECT_THAT(result->out, ::testing::Not(HasSubstr("VX_SECRET")));
  EXPECT_THAT(result->out, ::testing::EndsWith("\n0\n1\n2\n3\n"));  // 3 is the folder that ls reads
  ::close(leak[0]);
  ::close(leak[1]);
}

TEST(SubprocessTest, StandardInputIsTheTextOrEmpty) {
  SpawnOptions options = shell("wc -c");
  EXPECT_EQ(run_process(options, Deadline::after(20))->out, "0\n");
  options.stdin_text = std::string(300000, 'x');
  EXPECT_EQ(run_process(options, Deadline::after(20))->out, "300000\n");
}

TEST(SubprocessTest, MissingProgramsAndFoldersAreErrors) {
  SpawnOptions options = shell("true");
  options.argv = {"no-such-program-here"};
  EXPECT_EQ(Process::spawn(options).error().code(), ErrorCode::not_found);
  options.argv = {"/no/such/program"};
  EXPECT_EQ(Process::spawn(options).error().code(), ErrorCode::not_found);
  options.argv = {"/etc/passwd"};
  EXPECT_EQ(Process::spawn(options).error().code(), ErrorCode::io);
  options = shell("true");
  options.cwd = "/no/such/folder";
  const auto error = Process::spawn(options).error();
  EXPECT_EQ(error.code(), ErrorCode::not_found);
  EXPECT_THAT(error.message(), HasSubstr("/no/such/folder"));
}

TEST(SubprocessTest, RunsInTheFolder) {
  SpawnOptions options = shell("pwd");
  options.cwd = "/usr/lib";
  EXPECT_EQ(run_process(options, Deadline::after(20))->out, "/usr/lib\n");
}

TEST(SubprocessTest, DropsOutputBeyondTheLimitAndGoesOn) {
  const auto result = run_shell("head -c 3000000 /dev/zero; echo done >&2; exit 3", 1000);
  EXPECT_EQ(result.out.size(), 1000U);
  EXPECT_TRUE(result.out_truncated);
  EXPECT_EQ(result.err, "done\n");
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_FALSE(result.overflowed);
}

TEST(SubprocessTest, EndsAFlooderWhenAsked) {
  auto process = Process::spawn(shell("exec cat /dev/zero"));
  ASSERT_TRUE(process);
  WaitOptions options;
  options.deadline = Deadline::after(20);
  options.output_limit = 5000;
  options.overflow = Overflow::stop;
  const auto result = process->wait(options);
  EXPECT_TRUE(result.overflowed);
  EXPECT_FALSE(result.timed_out);
  EXPECT_EQ(result.out.size(), 5000U);
  EXPECT_EQ(result.signal, SIGKILL);
}

TEST(SubprocessTest, KillsAtTheDeadlineEvenWhoIgnoresSignals) {
  const auto result = run_process(shell("trap '' TERM INT HUP; while :; do sleep 0.05; done"), Deadline::after(0.2));
  ASSERT_TRUE(result);
  EXPECT_TRUE(result->timed_out);
  EXPECT_EQ(result->signal, SIGKILL);
  EXPECT_LT(result->wall_s, 5);
}

TEST(SubprocessTest, KillsTheGroupAndDoesNotWaitForItsPipes) {
  const auto result = run_shell("sleep 100 & echo $!");
  EXPECT_LT(result.wall_s, 5);
  EXPECT_TRUE(gone_within(std::stoi(result.out), 5));
}

TEST(SubprocessTest, AnEndlessWriterIsEndedInTime) {
  const auto result = run_process(shell("exec cat /dev/zero"), Deadline::after(0.2), 100);
  ASSERT_TRUE(result);
  EXPECT_TRUE(result->timed_out);
  EXPECT_LT(result->wall_s, 5);
}

TEST(SubprocessTest, ACancelledRunEnds) {
  CancelToken token;
  std::jthread later([&] {
    std::this_thread::sleep_for(100ms);
    token.cancel();
  });
  const auto result = run_process(shell("sleep 100"), Deadline::after(50), 1000, &token);
  ASSERT_TRUE(result);
  EXPECT_TRUE(result->cancelled);
  EXPECT_FALSE(result->timed_out);
  EXPECT_LT(result->wall_s, 10);
}

TEST(SubprocessTest, StopIsAskedBeforeItIsForced) {
  auto process = Process::spawn(shell("trap 'echo bye; exit 5' TERM; echo ready; while :; do sleep 0.02; done"));
  ASSERT_TRUE(process);
  WaitOptions options;
  options.deadline = Deadline::after(0.3);
  options.stop = [pid = process->pid()] { ::kill(pid, SIGTERM); };
  const auto result = process->wait(options);
  EXPECT_EQ(result.out, "ready\nbye\n");
  EXPECT_EQ(result.exit_code, 5);
  EXPECT_TRUE(result.timed_out);
}

TEST(SubprocessTest, CountsTheTimeOfChildrenToo) {
  const auto result = run_shell("sh -c 'i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done'; true");
  EXPECT_GT(result.cpu_s, 0.02);
  EXPECT_LT(result.cpu_s, result.wall_s * 2 + 0.5);
}

TEST(SubprocessTest, DestructionEndsTheProcess) {
  pid_t pid = 0;
  {
    auto process = Process::spawn(shell("sleep 100"));
    ASSERT_TRUE(process);
    pid = process->pid();
    EXPECT_TRUE(process->running());
  }
  EXPECT_TRUE(gone_within(pid, 5));
}

TEST(SubprocessTest, PassesDescriptorsEvenWhenNumbersCross) {
  std::array<int, 2> a{}, b{};
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, a.data()), 0);
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, b.data()), 0);
  SpawnOptions options = shell("echo A >&" + std::to_string(b[1]) + "; echo B >&" + std::to_string(a[1]));
  options.argv[0] = "bash";  // dash knows one-digit descriptors only
  options.inherit = {{b[1], a[1]}, {a[1], b[1]}};
  ASSERT_TRUE(run_process(options, Deadline::after(20)));
  std::array<char, 8> text{};
  EXPECT_EQ(::recv(a[0], text.data(), text.size(), MSG_DONTWAIT), 2);
  EXPECT_EQ(text[0], 'A');
  EXPECT_EQ(::recv(b[0], text.data(), text.size(), MSG_DONTWAIT), 2);
  EXPECT_EQ(text[0], 'B');
  for (const int fd : {a[0], a[1], b[0], b[1]}) ::close(fd);
}

TEST(SubprocessTest, BeforeExecCanRefuse) {
  SpawnOptions options = shell("exit 0");
  options.before_exec = [] { return 1; };
  EXPECT_EQ(run_process(options, Deadline::after(20))->exit_code, 126);
}

TEST(SubprocessTest, PinsToACpu) {
  SpawnOptions options = shell("grep Cpus_allowed_list /proc/self/status");
  cpu_set_t set;
  ASSERT_EQ(::sched_getaffinity(0, sizeof set, &set), 0);
  int cpu = 0;
  while (!CPU_ISSET(static_cast<unsigned>(cpu), &set)) ++cpu;
  options.cpu = cpu;
  EXPECT_THAT(run_process(options, Deadline::after(20))->out, HasSubstr("\t" + std::to_string(cpu) + "\n"));
}

TEST(SubprocessTest, ReadsTheCpuClockOfALiveProcess) {
  auto process = Process::spawn(shell("while :; do :; done"));
  ASSERT_TRUE(process);
  const auto first = process_cpu_ns(process->pid());
  std::this_thread::sleep_for(200ms);
  const auto second = process_cpu_ns(process->pid());
  ASSERT_TRUE(first && second);
  EXPECT_GT(*second, *first);
  process->kill_tree();
  EXPECT_EQ(process->wait(Deadline::after(5), 10).signal, SIGKILL);
  EXPECT_EQ(process_cpu_ns(process->pid()).error().code(), ErrorCode::not_found);
}

TEST(SubprocessTest, ReadsOurEnvironment) {
  ::setenv("VX_TEST_VARIABLE", "x=y", 1);
  EXPECT_EQ(current_environment().at("VX_TEST_VARIABLE"), "x=y");
}

}  // namespace
}  // namespace velox
