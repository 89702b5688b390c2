/*
 * A stand-in for libcuda.so.1, for tests only: the driver calls that everycore makes, on whatever OpenCL is there (PoCL). A module's
 * PTX is not read; STANDIN_SOURCE names the same source, which OpenCL compiles. Buffers are shared virtual memory, so that addresses
 * are addresses, and may be added to.
 *
 * STANDIN_FAIL_LAUNCH=n: launch n and all later ones fail as a lost card's do (719). STANDIN_MEMORY: bytes of the card.
 */
#define CL_TARGET_OPENCL_VERSION 200
#include <CL/cl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_BUFFERS = 1 << 16, MOST_STREAMS = 256 };

static cl_platform_id platform;
static cl_device_id device;
static cl_context context;
static cl_program program;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct { void *at; size_t bytes; } buffers[MOST_BUFFERS];
static cl_command_queue streams[MOST_STREAMS];
static size_t taken;
static int launches;

static size_t memory(void)
{
    const char *given = getenv("STANDIN_MEMORY");
    return given ? (size_t) atoll(given) : (size_t) 2 << 30;
}

int cuInit(unsigned flags)
{
    return flags || clGetPlatformIDs(1, &platform, 0) || clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, 1, &device, 0) ? 100 : 0;
}

int cuGetErrorString(int code, const char **text)
{
    *text = code == 719 ? "unspecified launch failure" : code == 2 ? "out of memory" : "stand-in";
    return 0;
}

int cuDeviceGetCount(int *count) { *count = 1; return 0; }
int cuDeviceGet(int *to, int ordinal) { *to = ordinal; return ordinal ? 101 : 0; }

int cuDeviceGetName(char *to, int size, int which)
{
    snprintf(to, (size_t) size, "stand-in");
    return which ? 101 : 0;
}

int cuDevicePrimaryCtxRetain(void **to, int which)
{
    cl_int e = 0;
    if (!context) {
        context = clCreateContext(0, 1, &device, 0, 0, &e);
    }
    *to = context;
    return e || which ? 999 : 0;
}

int cuCtxSetCurrent(void *given) { return given == context ? 0 : 201; }
int cuFuncSetAttribute(void *kernel, int attribute, int value) { return kernel && attribute == 8 && value <= 227 << 10 ? 0 : 1; }

int cuModuleLoadData(void **module, const void *image)
{
    static char text[1 << 20];
    FILE *file = fopen(getenv("STANDIN_SOURCE") ? getenv("STANDIN_SOURCE") : "", "r");
    if (!file || !strstr(image, ".version")) {
        return 200;
    }
    size_t n = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[n] = 0;
    const char *source = text;
    cl_int e = 0;
    program = clCreateProgramWithSource(context, 1, &source, 0, &e);
    const char *contract = getenv("STANDIN_CONTRACT");
    if (e || clBuildProgram(program, 1, &device, contract ? contract : "-cl-kernel-arg-info", 0, 0)) {
        static char log[1 << 14];
        clGetProgramBuildInfo(program, device, CL_PROGRAM_BUILD_LOG, sizeof log - 1, log, 0);
        fprintf(stderr, "stand-in: %s\n", log);
        return 218;
    }
    *module = program;
    return 0;
}

/* A kernel has arguments of its own, so every queue that launches it takes the lock meanwhile. */
int cuModuleGetFunction(void **to, void *module, const char *name)
{
    cl_int e = 0;
    *to = clCreateKernel(module, name, &e);
    return e ? 500 : 0;
}

int cuMemGetInfo_v2(size_t *free_bytes, size_t *all)
{
    *all = memory();
    *free_bytes = *all - taken;
    return 0;
}

int cuMemAlloc_v2(uint64_t *to, size_t bytes)
{
    pthread_mutex_lock(&lock);
    int code = taken + bytes > memory() ? 2 : 0;
    int i = 0;
    while (!code && buffers[i].at) {
        i++;
    }
    if (!code) {
        buffers[i].at = clSVMAlloc(context, CL_MEM_READ_WRITE, bytes, 0);
        buffers[i].bytes = bytes;
        taken += bytes;
        *to = (uint64_t) (uintptr_t) buffers[i].at;
        memset(buffers[i].at, 0xFB, bytes);
        code = buffers[i].at ? 0 : 2;
    }
    pthread_mutex_unlock(&lock);
    return code;
}

/* As the driver's, it waits for what is under way: nothing may write to memory that is gone. */
int cuMemFree_v2(uint64_t buffer)
{
    pthread_mutex_lock(&lock);
    for (int i = 0; i < MOST_STREAMS; i++) {
        if (streams[i]) {
            clFinish(streams[i]);
        }
    }
    int code = 1;
    for (int i = 0; i < MOST_BUFFERS && code; i++) {
        if (buffers[i].at == (void *) (uintptr_t) buffer) {
            clSVMFree(context, buffers[i].at);
            taken -= buffers[i].bytes;
            buffers[i].at = 0;
            code = 0;
        }
    }
    pthread_mutex_unlock(&lock);
    return code;
}

int cuMemAllocHost_v2(void **to, size_t bytes) { *to = malloc(bytes); return *to ? 0 : 2; }
int cuMemFreeHost(void *at) { free(at); return 0; }

int cuStreamCreate(void **to, unsigned flags)
{
    cl_int e = 0;
    cl_command_queue made = clCreateCommandQueue(context, device, 0, &e);
    pthread_mutex_lock(&lock);
    int i = 0;
    while (i < MOST_STREAMS - 1 && streams[i]) {
        i++;
    }
    streams[i] = made;
    pthread_mutex_unlock(&lock);
    *to = made;
    return e || flags > 1 ? 999 : 0;
}

int cuStreamDestroy_v2(void *stream)
{
    pthread_mutex_lock(&lock);
    for (int i = 0; i < MOST_STREAMS; i++) {
        streams[i] = streams[i] == stream ? 0 : streams[i];
    }
    pthread_mutex_unlock(&lock);
    return clFinish(stream) || clReleaseCommandQueue(stream) ? 1 : 0;
}
int cuStreamSynchronize(void *stream) { return clFinish(stream) ? 719 : 0; }

int cuMemcpyHtoDAsync_v2(uint64_t to, const void *from, size_t bytes, void *stream)
{
    return clEnqueueSVMMemcpy(stream, CL_FALSE, (void *) (uintptr_t) to, from, bytes, 0, 0, 0) ? 1 : 0;
}

int cuMemcpyDtoHAsync_v2(void *to, uint64_t from, size_t bytes, void *stream)
{
    return clEnqueueSVMMemcpy(stream, CL_FALSE, to, (void *) (uintptr_t) from, bytes, 0, 0, 0) ? 1 : 0;
}

int cuLaunchKernel(void *kernel, unsigned gx, unsigned gy, unsigned gz, unsigned bx, unsigned by, unsigned bz, unsigned shared,
        void *stream, void **values, void **extra)
{
    const char *fail = getenv("STANDIN_FAIL_LAUNCH");
    pthread_mutex_lock(&lock);
    int code = gz != 1 || bz != 1 || extra ? 1 : fail && ++launches >= atoi(fail) ? 719 : 0;
    cl_uint count = 0;
    clGetKernelInfo(kernel, CL_KERNEL_NUM_ARGS, sizeof count, &count, 0);
    for (cl_uint i = 0; i < count && !code; i++) {
        cl_kernel_arg_address_qualifier space = 0;
        char type[64] = "";
        clGetKernelArgInfo(kernel, i, CL_KERNEL_ARG_ADDRESS_QUALIFIER, sizeof space, &space, 0);
        clGetKernelArgInfo(kernel, i, CL_KERNEL_ARG_TYPE_NAME, sizeof type, type, 0);
        int wide = !strcmp(type, "double") || !strcmp(type, "u64") || !strcmp(type, "ulong") || !strcmp(type, "long");
        if (space == CL_KERNEL_ARG_ADDRESS_LOCAL) {
            code = clSetKernelArg(kernel, i, shared, 0);
        } else if (space == CL_KERNEL_ARG_ADDRESS_GLOBAL) {
            code = clSetKernelArgSVMPointer(kernel, i, *(void **) values[i]);
        } else {
            code = clSetKernelArg(kernel, i, wide ? 8 : 4, values[i]);
        }
    }
    size_t global[2] = {(size_t) gx * bx, (size_t) gy * by};
    size_t local[2] = {bx, by};
    if (!code && clEnqueueNDRangeKernel(stream, kernel, 2, 0, global, local, 0, 0, 0)) {
        code = 719;
    }
    pthread_mutex_unlock(&lock);
    return code;
}
